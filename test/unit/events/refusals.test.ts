import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/errors.ts";
import { events } from "../../../src/events/index.ts";

const TIME = "a Date, or a time in UTC such as 2019-12-04T12:05:14.227761Z";
const MOMENT = `events.timer(): time: expected ${TIME}, got`;

describe("a builder refuses", () => {
  test.each<[keyof typeof events, unknown, string]>([
    ["timer", 5, "events.timer(): expected an object, got 5 (number)."],
    ["timer", null, "events.timer(): expected an object, got null."],
    ["timer", { body: null }, "events.timer(): body: expected a string, got null."],
    ["timer", { time: "soon" }, `${MOMENT} "soon" (string).`],
    ["timer", { time: 5 }, `${MOMENT} 5 (number).`],
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
      { eventType: "ObjectRead" },
      'events.objectStorage(): eventType: expected one of ObjectCreate, ObjectUpdate, ObjectDelete, got "ObjectRead" (string).',
    ],
    ["iotDevice", { body: [1] }, "events.iotDevice(): body: expected a string or bytes, got an array."],
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
    ["timer", { bdoy: "x" }, 'events.timer(): unknown argument "bdoy". Did you mean body?'],
    [
      "messageQueue",
      { messages: [{ message_id: "x" }] },
      'events.messageQueue(): messages[0]: unknown argument "message_id". Did you mean messageId?',
    ],
    [
      "timer",
      { messages: [{}], body: "x" },
      'events.timer(): unknown argument "body". Known ones are messages.',
    ],
    [
      "objectStorage",
      { tracingContext: { id: "x" } },
      'events.objectStorage(): tracingContext: unknown argument "id". Did you mean traceId or spanId or parentSpanId?',
    ],
    ["websocket", { eventType: "CONNECT", body: "x" }, 'events.websocket(): unknown argument "body".'],
    ["http", { path: "/orders" }, 'events.http(): unknown argument "path".'],
  ])("%s(%j), which would be ignored in silence", refuses);

  test.each<[keyof typeof events, object, string]>([
    ["timer", { payload: "x" }, "body"],
    ["timer", { createdAt: new Date() }, "time"],
    ["iotDevice", { payload: "x" }, "body"],
    ["iotBroker", { payload: "x" }, "body"],
    ["objectStorage", { type: "ObjectCreate" }, "eventType"],
    ["containerRegistry", { type: "CreateImage" }, "eventType"],
    ["cloudLogging", { timestamp: new Date() }, "time"],
    ["cloudLogs", { messages: [{ timestamp: new Date() }] }, "time"],
    ["email", { message: "x" }, "body"],
    ["email", { receivedAt: new Date() }, "time"],
    ["telegram", { text: "x" }, "body"],
    ["telegram", { date: new Date() }, "time"],
    ["http", { receivedAt: new Date() }, "time"],
  ])("%s(%j), whose member has another name in all builders", (name, argument, renamed) => {
    const build = events[name] as (argument: unknown) => unknown;
    expect(refusalOf(() => build(argument)).message).toMatch(new RegExp(`Did you mean ${renamed}\\?$`));
  });
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
