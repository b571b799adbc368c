export const ID_PLACEHOLDER: string;

export interface InterpreterFiles {
  readonly scripts: Readonly<Record<string, string>>;
  readonly wasm: Buffer;
  readonly standardLibrary: Buffer;
}

export function withBuildId(files: InterpreterFiles): InterpreterFiles;
