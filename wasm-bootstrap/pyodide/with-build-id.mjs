import { customSection, readSections, writeSections } from "./wasm-binary.mjs";

const SECTION_NAME = "pythonless.build";

/**
 * The binary with a section that says of which build it is; src/worker/pyodide/check-build.ts asks for it.
 *
 * @param {Buffer} wasm
 * @param {string} buildId
 * @returns {Buffer}
 */
export function withBuildId(wasm, buildId) {
  return writeSections(wasm, [...readSections(wasm), customSection(SECTION_NAME, buildId)]);
}
