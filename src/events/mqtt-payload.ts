import type { Bytes } from "../api/options.ts";
import { toBase64 } from "../http/base64.ts";
import { bytes, checkMessageSize } from "./fields.ts";
import type { Given } from "./given.ts";

/** The payload of an MQTT message, in base64 (contract 9.4, 9.5). */
export function mqttPayload(given: Given<{ readonly body?: string | Bytes }>): string {
  const body = bytes(given, "body");
  checkMessageSize(given, "body", body.byteLength);
  return toBase64(body);
}
