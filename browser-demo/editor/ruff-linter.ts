import { linter, type Diagnostic as Mark } from "@codemirror/lint";
import type { Extension, Text } from "@codemirror/state";
import { loadRuff } from "#ruff";
import type { Diagnostic, Ruff } from "./ruff.ts";

let ruff: Promise<Ruff> | undefined;
let ready: Ruff | undefined;

/** Ruff, loaded once; tried again after a failure. `undefined` where the build has none. */
export function ruffWhenAsked(): Promise<Ruff> | undefined {
  ruff ??= loadRuff?.();
  ruff?.then(
    (loaded) => {
      ready = loaded;
    },
    () => {
      ruff = undefined;
    },
  );
  return ruff;
}

/** Marks what ruff finds in Python files, from the moment that it has been loaded. */
export function ruffLinter(openFile: () => string): Extension {
  return linter(({ state }) => {
    if (ready === undefined || !openFile().endsWith(".py")) return [];
    return ready.check(state.doc.toString()).map((found) => markOf(found, state.doc));
  });
}

export function markOf({ code, message, start_location, end_location }: Diagnostic, doc: Text): Mark {
  const from = positionOf(start_location, doc);
  const isSyntax = code === null || code === "invalid-syntax";
  return {
    from,
    to: Math.max(from, positionOf(end_location, doc)),
    severity: isSyntax ? "error" : "warning",
    source: isSyntax ? "ruff" : `ruff ${code}`,
    message,
  };
}

/** Rows and columns count from one. */
function positionOf({ row, column }: { row: number; column: number }, doc: Text): number {
  const line = doc.line(Math.min(Math.max(row, 1), doc.lines));
  return Math.min(line.from + column - 1, line.to);
}
