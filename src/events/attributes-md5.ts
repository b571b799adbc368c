import { joinBytes } from "../util/bytes.ts";
import { md5 } from "./md5.ts";
import type { MessageAttributeValue } from "./message-queue.ts";

/** The transport type of a text, as Amazon SQS counts it. */
const STRING = new Uint8Array([1]);

/** `md5_of_message_attributes`, as Amazon SQS computes it; empty when there are none (contract 9.2). */
export function attributesMd5(attributes: Readonly<Record<string, MessageAttributeValue>>): string {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return "";
  const pieces = entries
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([name, { data_type, string_value }]) => [
      ...measured(name),
      ...measured(data_type),
      STRING,
      ...measured(string_value),
    ]);
  return md5(joinBytes(pieces));
}

/** A text's UTF-8 behind its length, four bytes with the highest first. */
function measured(text: string): [Uint8Array, Uint8Array] {
  const bytes = new TextEncoder().encode(text);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return [length, bytes];
}
