import { defaultKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { foldGutter, foldKeymap } from "@codemirror/language";
import { searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { look } from "./theme.ts";

interface ReadOnlyWords {
  readonly label: string;
  readonly phrases: Readonly<Record<string, string>>;
}

/** A text to read: coloured and folded if it is JSON. Megabytes are fine, only what is in sight is drawn. */
export function readOnlyText(text: string, kind: "json" | "text", words: ReadOnlyWords): HTMLElement {
  const element = document.createElement("div");
  element.className = "read-only";
  new EditorView({
    parent: element,
    state: EditorState.create({
      doc: text,
      extensions: [
        kind === "json" ? [lineNumbers(), json(), foldGutter({ openText: "▾", closedText: "▸" })] : [],
        EditorState.readOnly.of(true),
        EditorState.phrases.of(words.phrases),
        EditorView.editable.of(false),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          tabindex: "0",
          "aria-label": words.label,
          "aria-readonly": "true",
        }),
        keymap.of([...defaultKeymap, ...searchKeymap, ...foldKeymap]),
        look,
      ],
    }),
  });
  return element;
}

/** Ends the editors within; they listen to the window as long as they live. */
export function endEditors(place: ParentNode): void {
  for (const dom of place.querySelectorAll<HTMLElement>(".cm-editor")) EditorView.findFromDOM(dom)?.destroy();
}
