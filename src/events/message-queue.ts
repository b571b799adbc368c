import { MADE_UP, makeUuid } from "../util/ids.ts";
import { attributesMd5 } from "./attributes-md5.ts";
import { checkMessageSize, moment, record, text, texts, utf8Bytes } from "./fields.ts";
import { type Batch, type Given, readArgument, readMessages } from "./given.ts";
import { md5 } from "./md5.ts";
import {
  type EventMetadata,
  type LocatedMessageInput,
  type Location,
  location,
  metadata,
  readTracingContext,
  type TracingContext,
  type TracingContextInput,
} from "./metadata.ts";
import { epochMs, type Instant, rfc3339 } from "./moment.ts";

/** One message of a queue. */
export interface MessageQueueInput extends LocatedMessageInput {
  /** The service gives the event the same id. Default: `eventId`. */
  readonly messageId?: string;
  /** At most 256 KB with its attributes (contract 8.2). Default: `message body`. */
  readonly body?: string;
  /** Default: a queue with a made-up name. */
  readonly queueId?: string;
  /** Attributes of the service, all of them text. `SentTimestamp`, in milliseconds, is added. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Attributes of the sender: a text, or a text with its type, `{ dataType: "Number", stringValue: "5" }`. */
  readonly messageAttributes?: Readonly<Record<string, string | MessageAttributeInput>>;
  /** Default: absent, as in newer events; `null` as in those of 2020. */
  readonly tracingContext?: TracingContextInput | null;
}

export interface MessageAttributeInput {
  readonly dataType: string;
  readonly stringValue: string;
}

export interface MessageAttributeValue {
  data_type: string;
  string_value: string;
}

/** The event of a queue in Message Queue (contract 9.2). */
export interface MessageQueueEvent {
  messages: {
    event_metadata: EventMetadata<"messagequeue.QueueMessage"> &
      Location & { tracing_context?: TracingContext | null };
    details: {
      queue_id: string;
      message: {
        message_id: string;
        /** Of the body's UTF-8. */
        md5_of_body: string;
        body: string;
        attributes: { [name: string]: string; SentTimestamp: string };
        message_attributes: Record<string, MessageAttributeValue>;
        /** As Amazon SQS computes it; empty when there are no attributes. */
        md5_of_message_attributes: string;
      };
    };
  }[];
}

type Message = MessageQueueEvent["messages"][number];

const MADE_UP_QUEUE = `yrn:yc:ymq:ru-central1:${MADE_UP.folderId}:queue`;

/**
 * The event of a queue in Message Queue, with its checksums.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.messageQueue({ messages: [{ body: "one" }, { body: "two" }] }));
 */
export function messageQueue(argument: Batch<MessageQueueInput> = {}): MessageQueueEvent {
  return readArgument("messageQueue", argument, (batch: Given<Batch<MessageQueueInput>>) => ({
    messages: readMessages(batch, readMessage),
  }));
}

function readMessage(given: Given<MessageQueueInput>): Message {
  const messageId = text(given, "messageId", text(given, "eventId", makeUuid()));
  const eventId = text(given, "eventId", messageId);
  const sentAt = moment(given, "time");
  const body = text(given, "body", "message body");
  const messageAttributes = readMessageAttributes(given);
  checkMessageSize(given, "body", utf8Bytes(body) + sizeBytes(messageAttributes));
  return {
    event_metadata: {
      ...metadata("messagequeue.QueueMessage", eventId, rfc3339(sentAt, 6)),
      ...readTrace(given),
      ...location(given),
    },
    details: {
      queue_id: text(given, "queueId", MADE_UP_QUEUE),
      message: {
        message_id: messageId,
        md5_of_body: md5(body),
        body,
        attributes: withSentTimestamp(texts(given, "attributes"), sentAt),
        message_attributes: messageAttributes,
        md5_of_message_attributes: attributesMd5(messageAttributes),
      },
    },
  };
}

function readMessageAttributes(given: Given<MessageQueueInput>): Record<string, MessageAttributeValue> {
  const attributes = Object.entries(record(given, "messageAttributes")).map(([name, value]) => {
    if (typeof value === "string") return [name, { data_type: "StringValue", string_value: value }];
    return [name, given.inner(`messageAttributes.${name}`, value, readAttribute)];
  });
  return Object.fromEntries(attributes);
}

function readAttribute(given: Given<MessageAttributeInput>): MessageAttributeValue {
  return { data_type: text(given, "dataType"), string_value: text(given, "stringValue") };
}

/** As a queue counts attributes: names, types and values. */
function sizeBytes(attributes: Readonly<Record<string, MessageAttributeValue>>): number {
  const texts = Object.entries(attributes).flatMap(([name, value]) => [name, ...Object.values(value)]);
  return utf8Bytes(texts.join(""));
}

function readTrace(given: Given<MessageQueueInput>): { tracing_context?: TracingContext | null } {
  const trace = given.read("tracingContext");
  if (trace === undefined) return {};
  return {
    tracing_context:
      trace === null ? null : readTracingContext(given as Given<{ tracingContext: TracingContextInput }>),
  };
}

/** Sorted, as in the event that was seen. */
function withSentTimestamp(given: Readonly<Record<string, string>>, sentAt: Instant) {
  const { SentTimestamp = String(epochMs(sentAt)) } = given;
  const entries = Object.entries({ ...given, SentTimestamp });
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1))) as {
    [name: string]: string;
    SentTimestamp: string;
  };
}
