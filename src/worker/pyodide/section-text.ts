/** What the build has written into Pyodide's binary under this name, if it has. */
export function sectionText(module: WebAssembly.Module, name: string): string | undefined {
  const [section] = WebAssembly.Module.customSections(module, name);
  return section && new TextDecoder().decode(new Uint8Array(section));
}
