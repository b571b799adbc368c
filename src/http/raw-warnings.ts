const RETURNED_NONE =
  "The handler returned None: a synchronous function must return a result or raise an exception.";

/** What the log says of a result in raw mode: "must return or raise", says the documentation (ruling 24). */
export function rawWarnings(resultText: string): readonly string[] {
  // Nothing else of Python's is written so.
  return resultText === "null" ? [RETURNED_NONE] : [];
}
