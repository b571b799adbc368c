import { isTooDeep, scanOutsideStrings } from "./scan.ts";

/** Python's default `sys.get_int_max_str_digits()`: a longer integer makes `json.loads` raise ValueError. */
const maxIntegerDigits = 4_300;

/** Whether Python's `json.loads` decodes the text. `NaN` and `Infinity`, which only Python accepts, are not JSON here. */
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
