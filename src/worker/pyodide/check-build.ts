import type { Assets } from "../../wire/protocol.ts";
import { BUILD_ID_NAME, sectionText } from "../../wire/section-text.ts";
import { BUILD_ID } from "./build-id.ts";

const ZIP_END_BYTES = 22;

/**
 * Script, binary and standard library are made for each other. Files of another build may come from a cache, or by
 * `assetsUrl`.
 *
 * @throws Error when one of them is not of this build.
 */
export function checkBuild({ wasmModule, standardLibrary }: Assets): void {
  check("pyodide.asm.wasm", sectionText(wasmModule, BUILD_ID_NAME));
  check("python_stdlib.zip", idOfZip(standardLibrary));
}

function check(file: string, found: string | undefined): void {
  if (found === BUILD_ID) return;
  throw new Error(
    `${file} is ${found ? `of build ${found}` : "not the one of this package"}, expected build ${BUILD_ID}: ` +
      "the files in assets must come from the same package as the library (see the option assetsUrl), none of them from a cache of an older one.",
  );
}

function idOfZip(zip: Uint8Array): string | undefined {
  const prefix = `${BUILD_ID_NAME}-`;
  const end = zip.length - ZIP_END_BYTES;
  const name = zip.slice(Math.max(0, end - prefix.length - BUILD_ID.length), Math.max(0, end));
  const text = new TextDecoder().decode(name);
  return text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
}
