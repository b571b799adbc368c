import type { Plugin } from "esbuild";

export function pythonFiles(): Record<string, string>;
export const pythonFilesForEsbuild: Plugin;
export const pythonFilesForVite: {
  readonly name: string;
  resolveId(id: string): string | undefined;
  load(id: string): string | undefined;
};
