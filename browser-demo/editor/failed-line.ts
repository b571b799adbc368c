import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";

/** The line where the last call failed, and in what words. */
export interface FailedLine {
  readonly line: number;
  readonly message: string;
}

const setFailedLine = StateEffect.define<FailedLine | undefined>();

/** Marks the line; `undefined` takes the mark away. It stays with its line when text before it changes. */
export function markFailedLine(view: EditorView, failed: FailedLine | undefined): void {
  view.dispatch({ effects: setFailedLine.of(failed) });
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setFailedLine)) continue;
      const failed = effect.value;
      const isThere = failed !== undefined && failed.line >= 1 && failed.line <= transaction.state.doc.lines;
      next = isThere ? decorate(transaction.state.doc.line(failed.line), failed.message) : Decoration.none;
    }
    return next;
  },
  provide: (own) => EditorView.decorations.from(own),
});

function decorate(line: { from: number; to: number }, message: string): DecorationSet {
  return Decoration.set([
    Decoration.line({ class: "cm-failedLine" }).range(line.from),
    Decoration.widget({ widget: new Message(message), side: 1, block: true }).range(line.to),
  ]);
}

class Message extends WidgetType {
  readonly message: string;

  constructor(message: string) {
    super();
    this.message = message;
  }

  override eq(other: Message): boolean {
    return other.message === this.message;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement("div");
    element.className = "cm-failedMessage";
    element.textContent = this.message.split("\n", 1)[0] ?? "";
    return element;
  }
}

export const failedLine: Extension = field;
