/** For the build: boots a stock interpreter in a worker and takes its memory. */

import { askOnce } from "../instance/ask-once.ts";
import { platform } from "../platform/node/platform.ts";
import { VERSION } from "../wire/version.ts";

/** @throws when the worker ends before it has made one. */
export async function makeSnapshot(): Promise<Uint8Array> {
  const assets = await platform.loadAssets(undefined);
  const ending = await askOnce(platform, (control) => control.makeSnapshot({ version: VERSION, assets }));
  if (ending.kind === "value") return ending.value;
  throw new Error(`no snapshot: ${JSON.stringify(ending)}`);
}
