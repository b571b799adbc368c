import { textFromUtf8 } from "./base64.ts";
import type { Answer } from "./call.ts";

/** How a body is best shown. */
export type BodyView =
  | { readonly kind: "empty" }
  | { readonly kind: "json"; readonly text: string }
  | { readonly kind: "html"; readonly text: string }
  | { readonly kind: "image"; readonly mediaType: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> };

export function headerOf({ headers }: Answer, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** By its type; what calls itself JSON and is none is text, and what is no UTF-8 is bytes. */
export function bodyViewOf(answer: Answer): BodyView {
  const { body: bytes } = answer;
  if (bytes.length === 0) return { kind: "empty" };
  const mediaType = ((headerOf(answer, "content-type") ?? "").split(";")[0] as string).trim().toLowerCase();
  if (mediaType.startsWith("image/")) return { kind: "image", mediaType, bytes };
  const text = textFromUtf8(bytes);
  if (text === undefined) return { kind: "bytes", bytes };
  if (mediaType === "text/html") return { kind: "html", text };
  return isJson(mediaType, text) ? { kind: "json", text } : { kind: "text", text };
}

/** An answer without a type is taken at its word: objects and lists only. */
function isJson(mediaType: string, text: string): boolean {
  const isCalledJson = mediaType === "application/json" || mediaType.endsWith("+json");
  const looksLikeIt = /^\s*[[{]/.test(text);
  if (!isCalledJson && !(looksLikeIt && (mediaType === "" || mediaType === "text/plain"))) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
