import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { python, pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { contextCompletions, eventCompletions } from "./completion.ts";
import { failedLine } from "./failed-line.ts";
import { look } from "./theme.ts";

/** CodeMirror's own words, which change with the language of the page. */
export const phrases = new Compartment();

/** What every file of the function is edited with. */
export function codeSetup(readEvent: () => unknown): Extension {
  return [
    phrases.of([]),
    lineNumbers(),
    lintGutter(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    foldGutter({ openText: "▾", closedText: "▸" }),
    drawSelection(),
    EditorState.allowMultipleSelections.of(true),
    EditorState.tabSize.of(4),
    indentUnit.of("    "),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    pythonLanguage.data.of({ autocomplete: contextCompletions }),
    pythonLanguage.data.of({ autocomplete: eventCompletions(readEvent) }),
    highlightActiveLine(),
    highlightSelectionMatches(),
    failedLine,
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
    EditorView.contentAttributes.of({
      tabindex: "0",
      spellcheck: "false",
      autocapitalize: "off",
      autocorrect: "off",
    }),
    look,
  ];
}

export function languageOf(path: string): Extension {
  if (path.endsWith(".py") || path.endsWith(".pyi")) return python();
  return path.endsWith(".json") ? json() : [];
}
