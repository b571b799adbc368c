import { bytesOf } from "../util/bytes.ts";
import { isUrl } from "../util/kind-of.ts";
import { expected, isRecord } from "./check.ts";

/** Text or bytes by path. */
export type ReadFiles = Readonly<Record<string, string | Uint8Array>>;

/** A path, a URL, the bytes of a zip, or files. */
export type CheckedSource = string | URL | Uint8Array | ReadFiles;

const KINDS = 'the path or URL of a folder or .zip, the bytes of a zip, or files like { "main.py": "…" }';

/** @throws UsageError for all else. */
export function checkSource(source: unknown): CheckedSource {
  if (typeof source === "string" || isUrl(source)) return source;
  const bytes = bytesOf(source);
  if (bytes) return bytes;
  if (!isRecord(source)) throw expected("source", KINDS, source);
  const files = Object.entries(source).map(([path, content]) => [path, checkContent(path, content)]);
  return Object.fromEntries(files);
}

function checkContent(path: string, content: unknown): string | Uint8Array {
  const checked = typeof content === "string" ? content : bytesOf(content);
  if (checked === undefined) {
    throw expected(`source[${JSON.stringify(path)}]`, "a string or bytes", content);
  }
  return checked;
}
