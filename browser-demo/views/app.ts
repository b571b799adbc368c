import type { Actions } from "../actions/index.ts";
import type { EditorDesk } from "../editor/desk.ts";
import type { Dictionary } from "../state/dictionary.ts";
import type { State } from "../state/state.ts";
import type { Scope } from "../state/store.ts";

/** What every view is made of. One is made for each language that is chosen. */
export interface App {
  readonly store: Scope<State>;
  readonly words: Dictionary;
  readonly actions: Actions;
  readonly desk: EditorDesk;
}
