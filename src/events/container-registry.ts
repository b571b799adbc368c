import { makeHex, makeId } from "../util/ids.ts";
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

const EVENT_TYPES = ["CreateImage", "DeleteImage", "CreateImageTag", "DeleteImageTag"] as const;
type RegistryEventType = (typeof EVENT_TYPES)[number];

/** A change of one image, or of one of its tags. A push makes a `CreateImage` and a `CreateImageTag`. */
export interface ContainerRegistryInput extends LocatedMessageInput {
  /** Default: `CreateImage`. */
  readonly eventType?: RegistryEventType;
  /** Default: a made-up id. */
  readonly registryId?: string;
  /** With the registry's id. Default: `<registryId>/image`. */
  readonly repositoryName?: string;
  /** Default: `latest`. */
  readonly tag?: string;
  /** Default: a random id. */
  readonly imageId?: string;
  /** `sha256:` and 64 hexadecimal digits. Default: a random one. */
  readonly imageDigest?: string;
  readonly tracingContext?: TracingContextInput;
}

/** The event of a registry in Container Registry (contract 9.6). */
export interface ContainerRegistryEvent {
  messages: {
    event_metadata: EventMetadata<`containerregistry.${RegistryEventType}`> & {
      tracing_context: TracingContext;
    } & Location;
    details: {
      image_digest: string;
      image_id: string;
      registry_id: string;
      repository_name: string;
      tag: string;
    };
  }[];
}

type Message = ContainerRegistryEvent["messages"][number];

/**
 * The event of a registry in Container Registry.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.containerRegistry({ eventType: "CreateImageTag", tag: "1.2.0" }));
 */
export function containerRegistry(argument: Batch<ContainerRegistryInput> = {}): ContainerRegistryEvent {
  return readArgument("containerRegistry", argument, (batch: Given<Batch<ContainerRegistryInput>>) => ({
    messages: readMessages(batch, (given) => ({
      event_metadata: registryMetadata(given),
      details: details(given),
    })),
  }));
}

/** In alphabetical order, unlike all others. */
function registryMetadata(given: Given<ContainerRegistryInput>): Message["event_metadata"] {
  const type = oneOf(given, "eventType", EVENT_TYPES, "CreateImage");
  const eventId = text(given, "eventId", makeId("crt"));
  const createdAt = rfc3339(moment(given, "time"), 0);
  const { cloud_id, folder_id } = location(given);
  const { event_id, event_type, created_at } = metadata(`containerregistry.${type}`, eventId, createdAt);
  const { parent_span_id, span_id, trace_id } = readTracingContext(given);
  const tracing_context = { parent_span_id, span_id, trace_id };
  return { cloud_id, created_at, event_id, event_type, folder_id, tracing_context };
}

function details(given: Given<ContainerRegistryInput>): Message["details"] {
  const registryId = text(given, "registryId", "crtregistry000000000");
  return {
    image_digest: text(given, "imageDigest", `sha256:${makeHex(32)}`),
    image_id: text(given, "imageId", makeId("crt")),
    registry_id: registryId,
    repository_name: text(given, "repositoryName", `${registryId}/image`),
    tag: text(given, "tag", "latest"),
  };
}
