import { encodeEvent } from "../json/encode.ts";
import { isRecord } from "../options/check.ts";
import { checkMessageSize, type JsonObject, utf8Bytes } from "./fields.ts";
import { type Given, messageList, readArgument, wrong } from "./given.ts";

/** Records of a stream. */
export interface DataStreamsInput {
  /** JSON objects of at most 256 KB each (contract 8.2). Default: one record, `{ "key": "value" }`. */
  readonly messages?: readonly Readonly<JsonObject>[];
}

/** The event of a stream in Data Streams (contract 9.10): the records themselves. */
export interface DataStreamsEvent {
  messages: JsonObject[];
}

/**
 * The event of a stream in Data Streams.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.dataStreams({ messages: [{ celsius: 21.5 }, { celsius: 22 }] }));
 */
export function dataStreams(argument: DataStreamsInput = {}): DataStreamsEvent {
  return readArgument("dataStreams", argument, (given: Given<DataStreamsInput>) => {
    const records = given.read("messages");
    if (records === undefined) return { messages: [{ key: "value" }] };
    const messages = messageList(given, records);
    return { messages: messages.map((record, index) => checkRecord(given, `messages[${index}]`, record)) };
  });
}

function checkRecord(given: Given<DataStreamsInput>, name: string, record: unknown): JsonObject {
  if (!isRecord(record)) throw wrong(given, name, "an object", record);
  checkMessageSize(given, name, utf8Bytes(encodeEvent(record)));
  return record as JsonObject;
}
