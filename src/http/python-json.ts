import { depthStep, scanOutsideStrings } from "./json-scan.ts";

/**
 * The nesting that is handed to Python. Measured with pyodide 314.0.7 on Node 20: `json.loads` of 15,000 (worker)
 * to 20,000 (main thread) brackets is no RecursionError but ends the interpreter; 12,000 and 5,000 were well.
 * Browsers' stacks are smaller, hence the margin.
 */
const maxDepth = 1_000;
/** Python's default `sys.get_int_max_str_digits()`: a longer integer makes `json.loads` raise ValueError. */
const maxIntegerDigits = 4_300;

/** Whether Python's `json.loads` decodes the text. `NaN` and `Infinity`, which Python alone takes, are no JSON here. */
export function parsesInPython(text: string): boolean {
  return isJson(text) && !isTooDeep(text) && !hasTooLongInteger(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isTooDeep(json: string): boolean {
  let depth = 0;
  let deepest = 0;
  scanOutsideStrings(json, (code) => {
    depth += depthStep(code);
    deepest = Math.max(deepest, depth);
  });
  return deepest > maxDepth;
}

function hasTooLongInteger(json: string): boolean {
  // No run of digits in the whole text is that long: the usual case, and much cheaper than looking at each number.
  if (!new RegExp(`\\d{${maxIntegerDigits + 1}}`).test(json)) return false;
  const numbers = textOutsideStrings(json).match(/\d[\d.eE+-]*/g) ?? [];
  return numbers.some((number) => number.length > maxIntegerDigits && /^\d+$/.test(number));
}

function textOutsideStrings(json: string): string {
  let text = "";
  scanOutsideStrings(json, (code) => {
    text += String.fromCharCode(code);
  });
  return text;
}
