const RETURNED_NONE =
  "The handler returned None: a synchronous function must return a result or raise an exception.";

/** What the log says of a result in raw mode: "must return or raise", says the documentation (ruling 24). */
export function reviewRaw(resultText: string): {
  readonly warnings: readonly string[];
  readonly isRefused: false;
} {
  // Nothing else of Python's is written so.
  return { warnings: resultText === "null" ? [RETURNED_NONE] : [], isRefused: false };
}
