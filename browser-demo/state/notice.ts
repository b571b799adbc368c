import type { Dictionary } from "./dictionary.ts";
import type { State } from "./state.ts";

/** A sentence at the foot of the page, in the language of the moment. */
export interface Notice {
  readonly tone: "info" | "error";
  readonly text: (words: Dictionary) => string;
  /** To be read and copied, a link for example. */
  readonly code?: string;
  readonly action?: { readonly label: (words: Dictionary) => string; readonly run: () => void };
}

export function withNotice(state: State, notice: Notice | undefined): State {
  return { ...state, notice };
}
