import { Interpreter } from "../instance/interpreter.ts";
import type { Platform } from "../platform/platform.ts";
import type { FrozenFunction } from "./frozen-function.ts";

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
