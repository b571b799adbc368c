import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, foldGutter, foldKeymap } from "@codemirror/language";
import { Annotation, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { look } from "./theme.ts";

export interface TextEditor {
  readonly element: HTMLElement;
  /** Puts a text in, unless it is there already. Not told to `onChange`. */
  show(text: string): void;
  hasFocus(): boolean;
}

interface JsonEditorOptions {
  readonly labelledBy: string;
  readonly phrases: Readonly<Record<string, string>>;
  readonly onChange: (text: string) => void;
}

const shown = Annotation.define<boolean>();

/** A small editor for JSON, and for what is not JSON yet. */
export function jsonEditor(options: JsonEditorOptions): TextEditor {
  const element = document.createElement("div");
  element.className = "text-editor";
  const listen = EditorView.updateListener.of(({ docChanged, transactions, state }) => {
    if (docChanged && !transactions.some((each) => each.annotation(shown)))
      options.onChange(state.doc.toString());
  });
  const view = new EditorView({
    parent: element,
    state: EditorState.create({
      extensions: [
        history(),
        foldGutter({ openText: "▾", closedText: "▸" }),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        json(),
        EditorView.lineWrapping,
        EditorState.phrases.of(options.phrases),
        EditorView.contentAttributes.of({
          tabindex: "0",
          "aria-labelledby": options.labelledBy,
          spellcheck: "false",
        }),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...foldKeymap]),
        look,
        listen,
      ],
    }),
  });
  return {
    element,
    show(text) {
      const { doc } = view.state;
      if (doc.toString() === text) return;
      view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, annotations: shown.of(true) });
    },
    hasFocus: () => view.hasFocus,
  };
}
