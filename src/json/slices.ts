import { depthStep, endOfString, scanOutsideStrings } from "./scan.ts";

const comma = ",".charCodeAt(0);

/** The exact texts of an object's values by key, the last where a key repeats. Takes valid JSON. */
export function objectSlices(json: string): Map<string, string> {
  return new Map(arraySlices(json).map(keyAndValue));
}

/** The exact texts of an array's elements, or of an object's members. Takes valid JSON. */
export function arraySlices(json: string): string[] {
  const inner = json.trim().slice(1, -1);
  if (inner.trim() === "") return [];
  const slices: string[] = [];
  let depth = 0;
  let from = 0;
  scanOutsideStrings(inner, (code, index) => {
    depth += depthStep(code);
    if (code !== comma || depth > 0) return;
    slices.push(inner.slice(from, index).trim());
    from = index + 1;
  });
  return [...slices, inner.slice(from).trim()];
}

function keyAndValue(member: string): [key: string, value: string] {
  const colon = member.indexOf(":", endOfString(member, 0));
  return [JSON.parse(member.slice(0, colon)), member.slice(colon + 1).trim()];
}
