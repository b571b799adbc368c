import type { FunctionOptions } from "../api/options.ts";
import { expected, isRecord } from "./check.ts";

const KINDS = 'the path of a folder or .zip, the bytes of a zip, or files like { "main.py": "…" }';

/** A path, bytes, or files. @throws UsageError for all else. */
export function checkSource(source: unknown): FunctionOptions["source"] {
  if (typeof source === "string" || source instanceof Uint8Array) return source;
  if (!isRecord(source)) throw expected("source", KINDS, source);
  for (const [path, content] of Object.entries(source)) {
    if (typeof content !== "string" && !(content instanceof Uint8Array)) {
      throw expected(`source[${JSON.stringify(path)}]`, "a string or a Uint8Array", content);
    }
  }
  return source as FunctionOptions["source"];
}
