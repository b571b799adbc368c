export function pyodideFiles(options: {
  readonly isStock: boolean;
}): Promise<{ readonly script: string; readonly wasm: Buffer }>;
