import initialise, { type Diagnostic, PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-web";
import wasmPath from "@astral-sh/ruff-wasm-web/ruff_wasm_bg.wasm";

export type { Diagnostic };

export interface Ruff {
  /** Throws for code that does not parse. */
  format(code: string): string;
  check(code: string): readonly Diagnostic[];
}

/** Ruff's own defaults for rules, and the interpreter's version of Python. */
const SETTINGS = { "target-version": "py314", lint: { select: ["E4", "E7", "E9", "F", "B", "UP"] } };

export async function startRuff(): Promise<Ruff> {
  await initialise({ module_or_path: new URL(wasmPath, import.meta.url) });
  const workspace = new Workspace(SETTINGS, PositionEncoding.Utf16);
  return {
    format: (code) => workspace.format(code),
    check: (code) => workspace.check(code) as Diagnostic[],
  };
}
