/** Where wasm-bootstrap/build-id.mjs writes the id: a section of the binary, and the name of the last file in the zip. */
export const BUILD_ID_NAME = "pythonless.build";

/** The text that the build has written into Pyodide's binary under this name, if any. */
export function sectionText(module: WebAssembly.Module, name: string): string | undefined {
  const [section] = WebAssembly.Module.customSections(module, name);
  return section && new TextDecoder().decode(new Uint8Array(section));
}
