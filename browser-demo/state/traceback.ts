/** A piece of a traceback: text, or a place in a file of the function's. */
export type TracePiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "place"; readonly text: string; readonly path: string; readonly line: number };

const PLACE = /File "\/function\/code\/([^"\n]+)", line (\d+)/g;

/** The same text, cut where it names a file of the project. */
export function traceOf(text: string, files: Readonly<Record<string, unknown>>): TracePiece[] {
  const pieces: TracePiece[] = [];
  let end = 0;
  for (const found of text.matchAll(PLACE)) {
    const [whole, path, line] = found as unknown as [string, string, string];
    if (!Object.hasOwn(files, path)) continue;
    if (found.index > end) pieces.push({ kind: "text", text: text.slice(end, found.index) });
    pieces.push({ kind: "place", text: whole, path, line: Number(line) });
    end = found.index + whole.length;
  }
  if (end < text.length) pieces.push({ kind: "text", text: text.slice(end) });
  return pieces;
}

/** The line of each file that was run last before the failure, which is where the editor marks it. */
export function failedLines(
  text: string,
  files: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, number> {
  const places = traceOf(text, files).flatMap((piece) => (piece.kind === "place" ? [piece] : []));
  return new Map(places.map(({ path, line }) => [path, line]));
}
