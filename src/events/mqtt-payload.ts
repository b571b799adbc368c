import { toBase64 } from "../http/base64.ts";
import { bytes, checkMessageSize } from "./fields.ts";
import type { Given } from "./given.ts";

/** The payload of an MQTT message, in base64 (contract 9.4, 9.5). */
export function mqttPayload(given: Given<{ readonly payload?: string | Uint8Array }>): string {
  const payload = bytes(given, "payload");
  checkMessageSize(given, "payload", payload.byteLength);
  return toBase64(payload);
}
