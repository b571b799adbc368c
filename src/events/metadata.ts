import { MADE_UP, makeHex, makeUuid } from "../util/ids.ts";
import { nested, text } from "./fields.ts";
import type { Given } from "./given.ts";
import { type Instant, type Moment, type ProtobufTime, protobufTime } from "./moment.ts";

/** The metadata that every message has. */
export interface MessageInput {
  /** Default: a random id in the service's form. */
  readonly eventId?: string;
  /** When the event was created. Default: now. */
  readonly time?: Moment;
}

/** The metadata of messages that also have a cloud and a folder. */
export interface LocatedMessageInput extends MessageInput {
  /** Default: a made-up id. */
  readonly cloudId?: string;
  /** Default: the made-up folder that `context.function_folder_id` shows. */
  readonly folderId?: string;
}

/** `event_metadata` of every message (contract 9). */
export interface EventMetadata<Type extends string> {
  event_id: string;
  event_type: `yandex.cloud.events.${Type}`;
  /** RFC 3339 in UTC, with micro- or nanoseconds. */
  created_at: string;
}

export interface Location {
  cloud_id: string;
  folder_id: string;
}

export interface TracingContext {
  trace_id: string;
  span_id: string;
  parent_span_id: string;
}

/** Ids of a trace. */
export interface TracingContextInput {
  /** Default: sixteen random hexadecimal digits. */
  readonly traceId?: string;
  /** Default: empty. */
  readonly spanId?: string;
  /** Default: empty. */
  readonly parentSpanId?: string;
}

const MADE_UP_CLOUD = "b1gcloud000000000000";

export function metadata<Type extends string>(
  type: Type,
  eventId: string,
  createdAt: string,
): EventMetadata<Type> {
  return { event_id: eventId, event_type: `yandex.cloud.events.${type}`, created_at: createdAt };
}

export function location(given: Given<Pick<LocatedMessageInput, "cloudId" | "folderId">>): Location {
  return {
    cloud_id: text(given, "cloudId", MADE_UP_CLOUD),
    folder_id: text(given, "folderId", MADE_UP.folderId),
  };
}

/** `tracing_context`, with random ids where none are given. */
export function readTracingContext(
  given: Given<{ readonly tracingContext?: TracingContextInput }>,
): TracingContext {
  return nested(given, "tracingContext", (trace: Given<TracingContextInput>) => ({
    trace_id: text(trace, "traceId", makeHex(8)),
    span_id: text(trace, "spanId", ""),
    parent_span_id: text(trace, "parentSpanId", ""),
  }));
}

/** `event_metadata` of a batch of log records: its time is an object (contract 9.7, 9.8). */
export interface BatchMetadata<Type extends string> {
  event_id: string;
  event_type: `yandex.cloud.events.${Type}`;
  created_at: ProtobufTime;
}

export function batchMetadata<Type extends string>(
  given: Given<MessageInput>,
  type: Type,
  time: Instant,
): BatchMetadata<Type> {
  return {
    event_id: text(given, "eventId", makeUuid()),
    event_type: `yandex.cloud.events.${type}`,
    created_at: protobufTime(time),
  };
}
