import { eventOf } from "./event.ts";
import type { State } from "./state.ts";

/** The event of the next call as a value, for those who want to look into it; `undefined` where there is none. */
export function readEventValue({ request }: State): unknown {
  try {
    return JSON.parse(eventOf(request)) as unknown;
  } catch {
    return undefined;
  }
}
