import { describe, expect, test } from "vitest";
import { curlOf } from "../../../browser-demo/state/curl.ts";
import { eventOf, rawRequest, requestForEvent } from "../../../browser-demo/state/event.ts";
import { readEvent } from "../../../browser-demo/state/event-edit.ts";
import {
  emptyRequest,
  type RequestDraft,
  toRequest,
  urlOf,
  withheldHeaders,
} from "../../../browser-demo/state/request.ts";

const POST: RequestDraft = {
  method: "POST",
  query: [
    ["item", "cup"],
    ["item", "pot"],
    ["", "not sent"],
  ],
  headers: [["Content-Type", "application/json"]],
  body: '{"amount": 2}',
  isRaw: false,
};

describe("the request that is sent", () => {
  test("has the query, the headers and the body that have a name", async () => {
    const request = toRequest(POST);
    expect(request.url).toMatch(/\/d4e\w+\?item=cup&item=pot$/);
    expect(request.headers.get("content-type")).toBe("application/json");
    expect(await request.text()).toBe(POST.body);
  });

  test("says integration=raw when it is raw", () => {
    expect(urlOf({ ...POST, isRaw: true })).toMatch(/\?integration=raw&item=cup&item=pot$/);
  });

  test.each(["GET", "HEAD"] as const)("has no body with %s", async (method) => {
    expect(await toRequest({ ...POST, method }).text()).toBe("");
  });

  test("is called a form where it has a body without a type, as curl calls it", () => {
    expect(toRequest({ ...POST, headers: [] }).headers.get("content-type")).toBe(
      "application/x-www-form-urlencoded",
    );
  });

  test("is refused with the name of a header that HTTP does not allow", () => {
    expect(() => toRequest({ ...POST, headers: [["not allowed", "1"]] })).toThrow(/not allowed/);
    expect(withheldHeaders({ ...POST, headers: [["not allowed", "1"]] })).toEqual([]);
  });
});

describe("the same call for curl", () => {
  test.each<[string, RequestDraft, string]>([
    ["a GET", emptyRequest, "curl https://functions.yandexcloud.net/d4epythonless0000000"],
    [
      "a POST with its body",
      { ...POST, query: [] },
      `curl https://functions.yandexcloud.net/d4epythonless0000000 --header 'Content-Type: application/json' --data-raw '{"amount": 2}'`,
    ],
    [
      "a body with an apostrophe, and another method",
      { ...POST, query: [], headers: [], method: "PUT", body: "it's" },
      `curl --request PUT https://functions.yandexcloud.net/d4epythonless0000000 --data-raw 'it'\\''s'`,
    ],
    [
      "a header without a value, and a query",
      { ...emptyRequest, query: [["a", "1 2"]], headers: [["X-Empty", ""]] },
      `curl 'https://functions.yandexcloud.net/d4epythonless0000000?a=1+2' --header 'X-Empty;'`,
    ],
    [
      "HEAD, which is a flag of its own",
      { ...emptyRequest, method: "HEAD" },
      "curl --head https://functions.yandexcloud.net/d4epythonless0000000",
    ],
    [
      "POST without a body",
      { ...POST, query: [], headers: [], body: "" },
      "curl --request POST https://functions.yandexcloud.net/d4epythonless0000000",
    ],
  ])("%s", (_, draft, line) => {
    expect(curlOf(draft)).toBe(line);
  });
});

describe("the event of a request", () => {
  test("is the envelope of the service", () => {
    expect(JSON.parse(eventOf(POST))).toMatchObject({
      httpMethod: "POST",
      queryStringParameters: { item: "pot" },
      multiValueQueryStringParameters: { item: ["cup", "pot"] },
      body: POST.body,
      isBase64Encoded: false,
    });
  });

  test("stays the same while the request does", () => {
    expect(eventOf(POST)).toBe(eventOf({ ...POST }));
  });

  test.each<[string, RequestDraft, string]>([
    ["the body that is JSON", rawRequest('{"a": 1.0}'), '{"a": 1.0}'],
    ["text for a body that is not", rawRequest("{"), '"{"'],
    [
      "text for what calls itself text",
      { ...rawRequest("1"), headers: [["content-type", "text/plain"]] },
      '"1"',
    ],
    ["JSON for what has no type", { ...rawRequest("[1]"), headers: [] }, "[1]"],
    ["an empty text without a body", { ...rawRequest(""), method: "GET" }, '""'],
  ])("is, in raw mode, %s", (_, draft, event) => {
    expect(eventOf(draft)).toBe(event);
  });
});

describe("an event that was edited", () => {
  const edited = (change: (event: Record<string, unknown>) => void, before = POST) => {
    const event = JSON.parse(eventOf(before));
    change(event);
    return readEvent(JSON.stringify(event), before);
  };

  test("gives the same request when nothing was changed", () => {
    const { query, ...rest } = POST;
    expect(readEvent(eventOf(POST), POST)).toEqual({
      kind: "request",
      request: { ...rest, query: query.filter(([name]) => name !== "") },
    });
  });

  test.each<[string, (event: Record<string, unknown>) => void, Partial<RequestDraft>]>([
    [
      "the method",
      (event) => {
        event["httpMethod"] = "PATCH";
      },
      { method: "PATCH" },
    ],
    [
      "a parameter, where there is one value",
      (event) => {
        event["queryStringParameters"] = { item: "spoon", size: "2" };
      },
      {
        query: [
          ["item", "spoon"],
          ["size", "2"],
        ],
      },
    ],
    [
      "the values of a parameter, where there are several",
      (event) => {
        event["multiValueQueryStringParameters"] = { item: ["a", "b", "pot"] };
      },
      {
        query: [
          ["item", "a"],
          ["item", "b"],
          ["item", "pot"],
        ],
      },
    ],
    [
      "the body",
      (event) => {
        event["body"] = "{}";
      },
      { body: "{}" },
    ],
  ])("changes %s of the request", (_, change, expected) => {
    expect(edited(change)).toMatchObject({ kind: "request", request: expected });
  });

  test("takes a body out of base64", () => {
    const text: RequestDraft = { ...POST, headers: [["Content-Type", "text/plain"]], body: "жук" };
    expect(
      edited((event) => {
        event["body"] = "0LbRg9C6IQ==";
      }, text),
    ).toMatchObject({ request: { body: "жук!" } });
  });

  test.each<[string, (event: Record<string, unknown>) => void]>([
    [
      "a method that does not exist",
      (event) => {
        event["httpMethod"] = "PO";
      },
    ],
    [
      "a member that no request has",
      (event) => {
        event["more"] = 1;
      },
    ],
    [
      "made-up members with other values",
      (event) => {
        event["requestContext"] = { httpMethod: "POST" };
      },
    ],
    [
      "a body in base64 where JSON is text",
      (event) => {
        event["isBase64Encoded"] = true;
      },
    ],
    [
      "no envelope at all",
      (event) => {
        for (const name of Object.keys(event)) delete event[name];
      },
    ],
  ])("is beyond any request with %s", (_, change) => {
    expect(edited(change)).toEqual({ kind: "beyond" });
  });

  test("is broken while it is no JSON, and says where", () => {
    expect(readEvent("{", POST)).toMatchObject({ kind: "broken", reason: expect.stringMatching(/JSON/) });
  });

  test.each<[string, RequestDraft, string, Partial<RequestDraft>]>([
    ["is the body", rawRequest("{}"), '{"a": 12345678901234567890}', { body: '{"a": 12345678901234567890}' }],
    [
      "is the text that the body is",
      { ...rawRequest("x"), headers: [["Content-Type", "text/plain"]] },
      '"two\\nlines"',
      { body: "two\nlines", headers: [["Content-Type", "text/plain"]] },
    ],
    [
      "makes a request with a body of one without",
      { ...rawRequest(""), method: "GET" },
      "[1]",
      { method: "POST", body: "[1]" },
    ],
  ])("in raw mode %s", (_, before, text, expected) => {
    expect(readEvent(text, before)).toMatchObject({ kind: "request", request: expected });
  });
});

test("an event of the library's builders is a raw request, that of an HTTPS call is one with an envelope", () => {
  expect(requestForEvent("timer").isRaw).toBe(true);
  expect(JSON.parse(eventOf(requestForEvent("timer"))).messages).toHaveLength(1);
  expect(requestForEvent("http").isRaw).toBe(false);
});
