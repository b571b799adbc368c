import type { PrepareRequest } from "../protocol.ts";
import type { FrozenFunction } from "./frozen-function.ts";
import type { Platform } from "./platform.ts";

/**
 * The frozen function, its code loaded when it is asked for: most functions start from the base. That it cannot be
 * loaded is told by the boots that wait for it.
 */
export function loadFrozenFunction(
  platform: Platform,
  prepare: PrepareRequest | Promise<PrepareRequest>,
  assetsUrl: string | undefined,
): Promise<FrozenFunction> {
  const loading = import("./frozen-function.ts").then(
    ({ FrozenFunction }) => new FrozenFunction(platform, prepare, assetsUrl),
  );
  loading.catch(() => {});
  return loading;
}
