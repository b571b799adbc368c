/**
 * The most nesting that is passed to Python. Beyond some depth `json.loads` does not raise RecursionError but ends the interpreter:
 * 20,000 to 50,000 levels in a worker of Node 20 with its usual stack, 2,000 to 3,000 in Chromium 156 (pyodide 314.0.7).
 * JSON.stringify gives up between 2,000 and 3,000.
 */
export const MOST_LEVELS = 1_000;

const quote = '"'.charCodeAt(0);

/**
 * Visits every character of a JSON text that is not inside a string. By hand and by code: a regular
 * expression was eight times slower over 3 MB, and one that skips strings overflows its stack there.
 */
export function scanOutsideStrings(json: string, visit: (code: number, index: number) => void): void {
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (code === quote) index = endOfString(json, index) - 1;
    else visit(code, index);
  }
}

/** How a character changes the depth of nesting. */
export function depthStep(code: number): 1 | 0 | -1 {
  switch (String.fromCharCode(code)) {
    case "{":
    case "[":
      return 1;
    case "}":
    case "]":
      return -1;
    default:
      return 0;
  }
}

/** Whether a JSON text is nested deeper than {@link MOST_LEVELS}. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  let deepest = 0;
  scanOutsideStrings(json, (code) => {
    depth += depthStep(code);
    deepest = Math.max(deepest, depth);
  });
  return deepest > MOST_LEVELS;
}

/** The index behind the string that opens at `open`. */
export function endOfString(json: string, open: number): number {
  let close = json.indexOf('"', open + 1);
  while (close !== -1 && isEscaped(json, close)) close = json.indexOf('"', close + 1);
  return close === -1 ? json.length : close + 1;
}

function isEscaped(json: string, index: number): boolean {
  let backslashes = 0;
  while (json[index - 1 - backslashes] === "\\") backslashes += 1;
  return backslashes % 2 === 1;
}
