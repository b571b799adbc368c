import { askOnce } from "../instance/ask-once.ts";
import { race } from "../instance/wait.ts";
import { VERSION } from "../wire/version.ts";
import type { Freezer, FrozenFunction } from "./frozen-function.ts";

/**
 * The frozen function, its code loaded when it is asked for: most functions start from the base. That it cannot be
 * loaded is told by the boots that wait for it.
 */
export function loadFrozenFunction(
  given: Pick<Freezer, "platform" | "prepare" | "assetsUrl">,
): Promise<FrozenFunction> {
  const loading = import("./frozen-function.ts").then(
    ({ FrozenFunction }) => new FrozenFunction({ ...given, askOnce, race, version: VERSION }),
  );
  loading.catch(() => {});
  return loading;
}
