const RETURNED_NONE =
  "The handler returned None: a synchronous function must return a result or raise an exception.";

/** The warnings in the log about a result in raw mode: "must return or raise", says the documentation (ruling 24). */
export function reviewRaw(resultText: string): {
  readonly warnings: readonly string[];
  readonly isRefused: false;
} {
  // No other Python value has this text.
  return { warnings: resultText === "null" ? [RETURNED_NONE] : [], isRefused: false };
}
