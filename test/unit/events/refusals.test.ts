import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/errors.ts";
import { events } from "../../../src/events/index.ts";

const TIME = "a Date, or a time in UTC such as 2019-12-04T12:05:14.227761Z";
const MOMENT = `events.timer(): createdAt: expected ${TIME}, got`;

describe("a builder refuses", () => {
  test.each<[keyof typeof events, unknown, string]>([
    ["timer", 5, "events.timer(): expected an object, got 5 (number)."],
    ["timer", null, "events.timer(): expected an object, got null."],
    ["timer", { payload: null }, "events.timer(): payload: expected a string, got null."],
    ["timer", { createdAt: "soon" }, `${MOMENT} "soon" (string).`],
    ["timer", { createdAt: 5 }, `${MOMENT} 5 (number).`],
    [
      "timer",
      { messages: {} },
      "events.timer(): messages: expected a list of at least one message, got an object of class Object.",
    ],
    ["timer", { messages: [{}, 5] }, "events.timer(): messages[1]: expected an object, got 5 (number)."],
    [
      "messageQueue",
      { messages: [{ body: 5 }] },
      "events.messageQueue(): messages[0].body: expected a string, got 5 (number).",
    ],
    [
      "messageQueue",
      { attributes: { SentTimestamp: 5 } },
      "events.messageQueue(): attributes.SentTimestamp: expected a string, got 5 (number).",
    ],
    [
      "messageQueue",
      { messages: [{ messageAttributes: { a: { dataType: "Number" } } }] },
      "events.messageQueue(): messages[0].messageAttributes.a.stringValue: expected a string, got undefined.",
    ],
    [
      "objectStorage",
      { type: "ObjectRead" },
      'events.objectStorage(): type: expected one of ObjectCreate, ObjectUpdate, ObjectDelete, got "ObjectRead" (string).',
    ],
    [
      "iotDevice",
      { payload: [1] },
      "events.iotDevice(): payload: expected a string or a Uint8Array, got an array.",
    ],
    [
      "cloudLogging",
      { resource: "function" },
      'events.cloudLogging(): resource: expected an object, got "function" (string).',
    ],
    ["budget", { amount: Number.NaN }, "events.budget(): amount: expected a number, got NaN (number)."],
    [
      "dataStreams",
      { messages: ["a"] },
      'events.dataStreams(): messages[0]: expected an object, got "a" (string).',
    ],
    [
      "email",
      { headers: { Subject: 5 } },
      "events.email(): headers.Subject: expected a string or a list of strings, got 5 (number).",
    ],
    ["telegram", { chatId: 1.5 }, "events.telegram(): chatId: expected a whole number, got 1.5 (number)."],
    [
      "websocket",
      { eventType: "PING" },
      'events.websocket(): eventType: expected one of CONNECT, MESSAGE, DISCONNECT, got "PING" (string).',
    ],
  ])("%s(%j)", refuses);

  test.each<[keyof typeof events, unknown, string]>([
    ["timer", { paylod: "x" }, 'events.timer(): unknown argument "paylod". Did you mean payload?'],
    [
      "messageQueue",
      { messages: [{ message_id: "x" }] },
      'events.messageQueue(): messages[0]: unknown argument "message_id". Did you mean messageId?',
    ],
    [
      "timer",
      { messages: [{}], payload: "x" },
      'events.timer(): unknown argument "payload". Known ones are messages.',
    ],
    [
      "objectStorage",
      { tracingContext: { id: "x" } },
      'events.objectStorage(): tracingContext: unknown argument "id". Did you mean traceId or spanId or parentSpanId?',
    ],
    ["messageQueue", { eventId: "x" }, 'events.messageQueue(): unknown argument "eventId".'],
    ["websocket", { eventType: "CONNECT", body: "x" }, 'events.websocket(): unknown argument "body".'],
    ["http", { path: "/orders" }, 'events.http(): unknown argument "path".'],
  ])("%s(%j), which would be ignored in silence", refuses);
});

function refuses(name: keyof typeof events, argument: unknown, sentence: string): void {
  const build = events[name] as (argument: unknown) => unknown;
  const refusal = refusalOf(() => build(argument));
  expect(refusal.code).toBe("INVALID_EVENT");
  expect(refusal.message).toContain(sentence);
}

function refusalOf(build: () => unknown): UsageError {
  try {
    build();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error("was not refused");
}
