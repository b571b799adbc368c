import { describe, expect, onTestFinished, test, vi } from "vitest";
import { events } from "../../../src/events/index.ts";

const ID = /^[0-9a-v]{20}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("without an argument", () => {
  test.each(Object.entries(events))("%s is an event that JSON can carry", (_, build) => {
    const event = (build as () => object)();
    expect(JSON.parse(JSON.stringify(event))).toEqual(event);
  });

  test.each([
    ["timer", events.timer().messages[0]?.event_metadata.event_id, ID],
    ["container registry", events.containerRegistry().messages[0]?.event_metadata.event_id, ID],
    ["image", events.containerRegistry().messages[0]?.details.image_id, ID],
    ["image's digest", events.containerRegistry().messages[0]?.details.image_digest, /^sha256:[0-9a-f]{64}$/],
    ["message queue", events.messageQueue().messages[0]?.event_metadata.event_id, UUID],
    ["bucket", events.objectStorage().messages[0]?.event_metadata.event_id, UUID],
    ["trace", events.objectStorage().messages[0]?.event_metadata.tracing_context.trace_id, /^[0-9a-f]{16}$/],
    ["device", events.iotDevice().messages[0]?.event_metadata.event_id, UUID],
    ["socket", events.websocket().requestContext.connectionId, ID],
    ["socket's message", events.websocket().requestContext.messageId, ID],
  ])("the id of a %s is in the service's form", (_, id, form) => {
    expect(id).toMatch(form);
  });

  test("two events are two", () => {
    expect(events.timer()).not.toEqual(events.timer());
  });

  test("a queue's event has the id of its message, and the time it was sent", () => {
    const [message] = events.messageQueue({ time: "1970-01-01T00:00:05.25Z" }).messages;
    expect(message?.event_metadata.event_id).toBe(message?.details.message.message_id);
    expect(message?.details.message.attributes).toEqual({ SentTimestamp: "5250" });
  });

  test("later messages of a socket have greater ids", () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const first = events.websocket().requestContext.messageId;
    vi.setSystemTime(Date.now() + 1);
    expect(events.websocket().requestContext.messageId > first).toBe(true);
  });
});
