import { historyField } from "@codemirror/commands";
import { EditorState, type Extension } from "@codemirror/state";
import { codeSetup, languageOf } from "./code-setup.ts";

const KEPT_FIELDS = { history: historyField };
/** Of all files together; storage holds some megabytes, and the text itself comes first. */
const MOST_KEPT_CHARACTERS = 1_000_000;

/** The editor's state of each file, with its undo and its cursor, while another file is open. */
export class FileStates {
  readonly #states = new Map<string, EditorState>();
  readonly #kept: Readonly<Record<string, unknown>>;
  readonly #setup: Extension;
  readonly #describeBytes: (bytes: number) => string;

  /** @param kept what `serialise` gave before a reload; whatever else it is counts as nothing. */
  constructor(
    extensions: readonly Extension[],
    readEvent: () => unknown,
    describeBytes: (bytes: number) => string,
    kept: unknown,
  ) {
    this.#setup = [codeSetup(readEvent), ...extensions];
    this.#describeBytes = describeBytes;
    this.#kept = typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
  }

  put(path: string, state: EditorState): void {
    this.#states.set(path, state);
  }

  /** The state of the file with this content. A content that came from elsewhere is a step that can be undone. */
  take(path: string, content: string | Uint8Array): EditorState {
    if (typeof content !== "string") return this.#make(path, this.#describeBytes(content.length), true);
    const state = this.#states.get(path) ?? this.#restore(path) ?? this.#make(path, content, false);
    if (state.doc.toString() === content || state.readOnly) return state;
    return state.update({ changes: { from: 0, to: state.doc.length, insert: content } }).state;
  }

  serialise(paths: readonly string[]): object {
    const entries = paths.flatMap((path) => {
      const state = this.#states.get(path);
      return state && !state.readOnly ? [[path, state.toJSON(KEPT_FIELDS)] as const] : [];
    });
    let room = MOST_KEPT_CHARACTERS;
    const fitting = entries.filter(([, json]) => {
      room -= JSON.stringify(json).length;
      return room > 0;
    });
    return Object.fromEntries(fitting);
  }

  #make(path: string, doc: string, isReadOnly: boolean): EditorState {
    return EditorState.create({ doc, extensions: this.#extensions(path, isReadOnly) });
  }

  #restore(path: string): EditorState | undefined {
    if (!Object.hasOwn(this.#kept, path)) return undefined;
    try {
      return EditorState.fromJSON(
        this.#kept[path],
        { extensions: this.#extensions(path, false) },
        KEPT_FIELDS,
      );
    } catch {
      return undefined;
    }
  }

  #extensions(path: string, isReadOnly: boolean): Extension {
    return [this.#setup, languageOf(path), EditorState.readOnly.of(isReadOnly)];
  }
}
