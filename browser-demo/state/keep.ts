import { packed, unpacked } from "./packed.ts";
import type { State } from "./state.ts";
import type { Place } from "./storage.ts";

/** What a reload brings back. */
export type Kept = Partial<Pick<State, "project" | "request" | "language" | "theme" | "callTab">>;

const PLACE = "pythonless.playground";

/** Storage that is full, or that the browser refuses, keeps nothing; the page works all the same. */
export function keep(storage: Place, state: State): boolean {
  const { language, theme, callTab } = state;
  try {
    storage.setItem(PLACE, JSON.stringify({ ...packed(state), language, theme, callTab }));
    return true;
  } catch {
    return false;
  }
}

export function readKept(storage: Place): Kept {
  try {
    const value = JSON.parse(storage.getItem(PLACE) ?? "{}") as Record<string, unknown>;
    const { language, theme, callTab } = value;
    return {
      ...unpacked(value),
      ...((language === "en" || language === "ru") && { language }),
      ...((theme === "light" || theme === "dark" || theme === "system") && { theme }),
      ...((callTab === "request" || callTab === "event") && { callTab }),
    };
  } catch {
    return {};
  }
}

const UNDO_PLACE = "pythonless.undo";

export function keepUndo(storage: Place, undo: object): void {
  try {
    storage.setItem(UNDO_PLACE, JSON.stringify(undo));
  } catch {
    // The text is what matters.
    storage.removeItem(UNDO_PLACE);
  }
}

export function readUndo(storage: Place): unknown {
  try {
    return JSON.parse(storage.getItem(UNDO_PLACE) ?? "{}");
  } catch {
    return {};
  }
}
