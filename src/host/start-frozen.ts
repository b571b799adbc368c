import type { FrozenFunction } from "./frozen-function.ts";
import { Interpreter } from "./interpreter.ts";
import type { Platform } from "./platform.ts";

/** An interpreter that starts from the frozen function's snapshot, which hears whether it was of use. */
export function startFrozen(
  platform: Platform,
  assetsUrl: string | undefined,
  frozen: Promise<FrozenFunction>,
): Interpreter {
  const snapshot = frozen.then((found) => found.takenBy(() => interpreter.started));
  const interpreter = new Interpreter(platform, assetsUrl, snapshot);
  return interpreter;
}
