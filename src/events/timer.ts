import { makeId } from "../util/ids.ts";
import { moment, text } from "./fields.ts";
import { type Batch, type Given, readArgument, readMessages, tooMuch } from "./given.ts";
import {
  type EventMetadata,
  type LocatedMessageInput,
  type Location,
  location,
  metadata,
} from "./metadata.ts";
import { rfc3339 } from "./moment.ts";

/** One firing of a timer. */
export interface TimerInput extends LocatedMessageInput {
  /** Default: a made-up id. */
  readonly triggerId?: string;
  /** The text set on the trigger, at most 4,096 characters (contract 8.2). Default: empty. */
  readonly body?: string;
}

/** The event of a timer (contract 9.1). */
export interface TimerEvent {
  messages: {
    event_metadata: EventMetadata<"serverless.triggers.TimerMessage"> & Location;
    details: { trigger_id: string; payload: string };
  }[];
}

const MADE_UP_TRIGGER = "a1strigger0000000000";
const LONGEST_PAYLOAD_CHARACTERS = 4_096;

/**
 * The event of a timer.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.timer({ body: "nightly" }));
 */
export function timer(argument: Batch<TimerInput> = {}): TimerEvent {
  return readArgument("timer", argument, (batch: Given<Batch<TimerInput>>) => ({
    messages: readMessages(batch, readMessage),
  }));
}

function readMessage(given: Given<TimerInput>): TimerEvent["messages"][number] {
  const eventId = text(given, "eventId", makeId("a1s"));
  const createdAt = rfc3339(moment(given, "time"), 6);
  return {
    event_metadata: {
      ...metadata("serverless.triggers.TimerMessage", eventId, createdAt),
      ...location(given),
    },
    details: { trigger_id: text(given, "triggerId", MADE_UP_TRIGGER), payload: readBody(given) },
  };
}

function readBody(given: Given<TimerInput>): string {
  const body = text(given, "body", "");
  const characters = Array.from(body).length;
  if (characters <= LONGEST_PAYLOAD_CHARACTERS) return body;
  throw tooMuch(given, "body", `at most ${LONGEST_PAYLOAD_CHARACTERS} characters`, characters);
}
