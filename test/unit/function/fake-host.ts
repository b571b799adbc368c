import type { Platform } from "../../../src/platform/platform.ts";

let current: Platform | undefined;

/** In place of src/platform/node/platform.ts. The spare of the process takes it before a test has made its own. */
export const platform = new Proxy({} as Platform, {
  get: (_, name: keyof Platform) => current?.[name],
});

/** From now on, `platform` is this one. */
export function setPlatform(next: Platform): void {
  current = next;
}
