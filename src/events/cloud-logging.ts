import { MADE_UP } from "../util/ids.ts";
import { type JsonObject, json, moment, nested, oneOf, text } from "./fields.ts";
import { type Batch, type Given, readArgument, readMessages } from "./given.ts";
import { type BatchMetadata, batchMetadata, type MessageInput } from "./metadata.ts";
import { goTime, type Instant, type Moment } from "./moment.ts";

const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"] as const;

/** One record of a log group. */
export interface CloudLoggingInput {
  /** The resource that wrote the record. Default: a function with a made-up id. */
  readonly resource?: { readonly type?: string; readonly id?: string };
  /** When it was written. Default: `time` of the batch, or now. */
  readonly time?: Moment;
  /** Default: `INFO`. */
  readonly level?: (typeof LEVELS)[number];
  /** Default: `log record`. */
  readonly message?: string;
  /** Default: empty. */
  readonly jsonPayload?: Readonly<JsonObject>;
}

/** The event of a log group in Cloud Logging (contract 9.7): one batch of records. */
export interface CloudLoggingEvent {
  messages: {
    event_metadata: BatchMetadata<"serverless.triggers.LoggingMessageBatch">;
    details: {
      messages: {
        resource: { type: string; id: string };
        /** As Go prints it: `2021-09-02 18:29:17.118082213 +0000 UTC`. */
        timestamp: string;
        level: string;
        message: string;
        json_payload: JsonObject;
      }[];
    };
  }[];
}

type Argument = MessageInput & Batch<CloudLoggingInput>;

/**
 * The event of a log group in Cloud Logging: one batch of records.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.cloudLogging({ messages: [{ level: "ERROR", message: "no teapots left" }] }));
 */
export function cloudLogging(argument: Argument = {}): CloudLoggingEvent {
  return readArgument("cloudLogging", argument, (batch: Given<Argument>) => {
    const time = moment(batch, "time");
    const event_metadata = batchMetadata(batch, "serverless.triggers.LoggingMessageBatch", time);
    return {
      messages: [{ event_metadata, details: { messages: readMessages(batch, readRecord, time) } }],
    };
  });
}

function readRecord(
  given: Given<CloudLoggingInput>,
  time: Instant,
): CloudLoggingEvent["messages"][number]["details"]["messages"][number] {
  return {
    resource: nested(given, "resource", readResource),
    timestamp: goTime(moment(given, "time", time)),
    level: oneOf(given, "level", LEVELS, "INFO"),
    message: text(given, "message", "log record"),
    json_payload: json(given, "jsonPayload"),
  };
}

function readResource(given: Given<{ type: string; id: string }>): { type: string; id: string } {
  return { type: text(given, "type", "serverless.function"), id: text(given, "id", MADE_UP.functionName) };
}
