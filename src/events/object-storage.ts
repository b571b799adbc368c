import { makeUuid } from "../util/ids.ts";
import { moment, oneOf, text } from "./fields.ts";
import { type Batch, type Given, readArgument, readMessages } from "./given.ts";
import {
  type EventMetadata,
  type LocatedMessageIds,
  type Location,
  location,
  metadata,
  readTracingContext,
  type Trace,
  type TracingContext,
} from "./metadata.ts";
import { rfc3339 } from "./moment.ts";

const TYPES = ["ObjectCreate", "ObjectUpdate", "ObjectDelete"] as const;
type ObjectEventType = (typeof TYPES)[number];

/** What happened to one object. */
export interface ObjectMessage extends LocatedMessageIds {
  /** Default: `ObjectCreate`. */
  readonly type?: ObjectEventType;
  /** The bucket's name. Default: `bucket`. */
  readonly bucketId?: string;
  /** The object's key. Default: `folder/object.txt`. */
  readonly objectId?: string;
  readonly tracingContext?: Trace;
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
export function objectStorage(argument: Batch<ObjectMessage> = {}): ObjectStorageEvent {
  return readArgument("objectStorage", argument, (batch: Given<Batch<ObjectMessage>>) => ({
    messages: readMessages(batch, readMessage),
  }));
}

function readMessage(given: Given<ObjectMessage>): ObjectStorageEvent["messages"][number] {
  const type = oneOf(given, "type", TYPES, "ObjectCreate");
  const eventId = text(given, "eventId", makeUuid());
  return {
    event_metadata: {
      ...metadata(`storage.${type}`, eventId, rfc3339(moment(given, "createdAt"), 9)),
      tracing_context: readTracingContext(given),
      ...location(given),
    },
    details: {
      bucket_id: text(given, "bucketId", "bucket"),
      object_id: text(given, "objectId", "folder/object.txt"),
    },
  };
}
