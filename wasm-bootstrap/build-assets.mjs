/** The interpreter's files in dist/. */

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { withBuildId } from "./build-id.mjs";
import { appendToZip } from "./time-zones/append.mjs";
import { timeZonePackage } from "./time-zones/pack.mjs";

const STANDARD_LIBRARY = new URL("../node_modules/pyodide/python_stdlib.zip", import.meta.url);

/**
 * @param {URL} dist
 * @param {{ readonly scripts: Readonly<Record<string, string>>, readonly wasm: Buffer }} interpreter
 */
export async function buildInterpreter(dist, interpreter) {
  const standardLibrary = appendToZip(await readFile(STANDARD_LIBRARY), await timeZonePackage());
  const { scripts, ...assets } = withBuildId({ ...interpreter, standardLibrary });
  await mkdir(new URL("assets/", dist), { recursive: true });
  await Promise.all([
    ...Object.entries(scripts).map(([path, text]) => writeFile(new URL(path, dist), text)),
    writeFile(new URL("assets/pyodide.asm.wasm", dist), assets.wasm),
    writeFile(new URL("assets/python_stdlib.zip", dist), assets.standardLibrary),
  ]);
}

/**
 * The memory of an interpreter that has booted, made in the very realm that will restore it.
 *
 * @param {URL} dist
 * @param {URL} maker src/snapshots/make-snapshot.ts, bundled beside the library; a tool of the build, not of the package
 */
export async function buildSnapshot(dist, maker) {
  const { makeSnapshot } = await import(maker.href);
  const bytes = await makeSnapshot();
  await rm(maker);
  await writeFile(new URL("assets/snapshot.bin", dist), bytes);
  await writeFile(new URL("assets/snapshot.bin.gz", dist), await promisify(gzip)(bytes, { level: 9 }));
}
