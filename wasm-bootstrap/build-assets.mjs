/** The interpreter's files, as they lie in dist/assets/. */

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { appendToZip } from "./time-zones/append.mjs";
import { timeZonePackage } from "./time-zones/pack.mjs";

const STANDARD_LIBRARY = new URL("../node_modules/pyodide/python_stdlib.zip", import.meta.url);

/**
 * @param {URL} folder
 * @param {Buffer} wasm
 */
export async function buildInterpreter(folder, wasm) {
  await mkdir(folder, { recursive: true });
  await writeFile(new URL("pyodide.asm.wasm", folder), wasm);
  const withTimeZones = appendToZip(await readFile(STANDARD_LIBRARY), await timeZonePackage());
  await writeFile(new URL("python_stdlib.zip", folder), withTimeZones);
}

/**
 * The memory of an interpreter that has booted, made in the very realm that will restore it.
 *
 * @param {URL} folder
 * @param {URL} maker src/snapshots/make-snapshot.ts, bundled beside the library; a tool of the build, not of the package
 */
export async function buildSnapshot(folder, maker) {
  const { makeSnapshot } = await import(maker.href);
  const bytes = await makeSnapshot();
  await rm(maker);
  await writeFile(new URL("snapshot.bin", folder), bytes);
  await writeFile(new URL("snapshot.bin.gz", folder), await promisify(gzip)(bytes, { level: 9 }));
}
