import { parsesInPython } from "../../json/python-json.ts";
import { utf8Text } from "../utf8.ts";
import { isJsonMediaType, mediaTypeOf } from "./media-type.ts";
import type { IncomingRequest } from "./request.ts";

/** When a body in raw mode is decoded: by its media type, whenever it parses, or never (ruling 10). */
export type RawEventMode = "auto" | "json" | "text";

/** The `event` of the handler: the value of a JSON text, or `bytes`. */
export type RawEvent =
  | { readonly kind: "json"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array };

/** The `event` of a call with `integration=raw` or `async`; JSON goes on as text, so that big integers survive (contract 2.4). */
export function rawEvent(incoming: IncomingRequest, mode: RawEventMode): RawEvent {
  const text = utf8Text(incoming.body);
  if (text === undefined) return { kind: "bytes", bytes: incoming.body };
  // json.loads takes bytes with a byte order mark and refuses the same as text, so it is removed from JSON.
  const json = text.replace(/^\uFEFF/, "");
  const isDecoded = mayDecode(incoming, mode) && parsesInPython(json);
  return { kind: "json", text: isDecoded ? json : JSON.stringify(text) };
}

function mayDecode(incoming: IncomingRequest, mode: RawEventMode): boolean {
  if (mode !== "auto") return mode === "json";
  const mediaType = mediaTypeOf(incoming.headers);
  // curl -d sends every body as form data.
  return mediaType === "" || mediaType === "application/x-www-form-urlencoded" || isJsonMediaType(mediaType);
}
