import { bytesOf } from "../util/bytes.ts";
import { isUrl } from "../util/kind-of.ts";
import { expected, isRecord } from "./check.ts";

/** Text or bytes by path. */
export type ReadFiles = Readonly<Record<string, string | Uint8Array>>;

/** A path, a URL, the bytes of a zip, or files. */
export type CheckedSource = string | URL | Uint8Array | ReadFiles;

const KINDS = 'the path or URL of a folder or .zip, the bytes of a zip, or files like { "main.py": "…" }';

/** @throws UsageError for all else. */
export function checkSource(source: unknown, where: string): CheckedSource {
  if (typeof source === "string" || isUrl(source)) return source;
  const bytes = bytesOf(source);
  if (bytes) return bytes;
  if (!isRecord(source)) throw expected(where, KINDS, source);
  const files = Object.entries(source).map(([path, content]) => [
    path,
    checkContent(`${where}[${JSON.stringify(path)}]`, content),
  ]);
  return Object.fromEntries(files);
}

function checkContent(where: string, content: unknown): string | Uint8Array {
  const checked = typeof content === "string" ? content : bytesOf(content);
  if (checked === undefined) throw expected(where, "a string or bytes", content);
  return checked;
}

export type CheckedWheel = string | URL | Uint8Array;

/** Paths, URLs, bytes. @throws UsageError for all else. */
export function checkWheels(wheels: unknown = [], where: string): readonly CheckedWheel[] {
  if (!Array.isArray(wheels)) throw expected(where, "an array of paths, URLs or bytes", wheels);
  return wheels.map((wheel, index) => {
    const checked = typeof wheel === "string" || isUrl(wheel) ? wheel : bytesOf(wheel);
    if (checked === undefined) throw expected(`${where}[${index}]`, "a path, a URL or bytes", wheel);
    return checked;
  });
}
