declare module "*.py" {
  const text: string;
  export default text;
}

/** Made by wasm-bootstrap/python-files.mjs when a bundle is built. */
declare module "virtual:python-files" {
  /** Text by path below /function/runtime. */
  const files: Readonly<Record<string, string>>;
  export default files;
}

declare module "pyodide/pyodide.asm.mjs" {
  const createPyodideModule: (settings: object) => Promise<object>;
  export default createPyodideModule;
}
