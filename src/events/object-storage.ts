import { makeUuid } from "../util/ids.ts";
import { moment, oneOf, text } from "./fields.ts";
import { type Batch, type Given, readArgument, readMessages } from "./given.ts";
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
import { rfc3339 } from "./moment.ts";

const EVENT_TYPES = ["ObjectCreate", "ObjectUpdate", "ObjectDelete"] as const;
type ObjectEventType = (typeof EVENT_TYPES)[number];

/** A change of one object. */
export interface ObjectStorageInput extends LocatedMessageInput {
  /** Default: `ObjectCreate`. */
  readonly eventType?: ObjectEventType;
  /** The bucket's name. Default: `bucket`. */
  readonly bucketId?: string;
  /** The object's key. Default: `folder/object.txt`. */
  readonly objectId?: string;
  readonly tracingContext?: TracingContextInput;
}

/** The event of a bucket in Object Storage (contract 9.3). */
export interface ObjectStorageEvent {
  messages: {
    event_metadata: EventMetadata<`storage.${ObjectEventType}`> & {
      tracing_context: TracingContext;
    } & Location;
    details: { bucket_id: string; object_id: string };
  }[];
}

/**
 * The event of a bucket in Object Storage.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.objectStorage({ bucketId: "photos", objectId: "cats/1.jpg" }));
 */
export function objectStorage(argument: Batch<ObjectStorageInput> = {}): ObjectStorageEvent {
  return readArgument("objectStorage", argument, (batch: Given<Batch<ObjectStorageInput>>) => ({
    messages: readMessages(batch, readMessage),
  }));
}

function readMessage(given: Given<ObjectStorageInput>): ObjectStorageEvent["messages"][number] {
  const type = oneOf(given, "eventType", EVENT_TYPES, "ObjectCreate");
  const eventId = text(given, "eventId", makeUuid());
  return {
    event_metadata: {
      ...metadata(`storage.${type}`, eventId, rfc3339(moment(given, "time"), 9)),
      tracing_context: readTracingContext(given),
      ...location(given),
    },
    details: {
      bucket_id: text(given, "bucketId", "bucket"),
      object_id: text(given, "objectId", "folder/object.txt"),
    },
  };
}
