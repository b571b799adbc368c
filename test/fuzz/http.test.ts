import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBase64, toBase64 } from "../../src/http/base64.ts";
import { canonicalHeaderName } from "../../src/http/header-name.ts";
import { headerFromWire, headerToWire } from "../../src/http/header-text.ts";
import { httpEvent } from "../../src/http/request/http-event.ts";
import { queryParameters } from "../../src/http/request/query.ts";
import { rawEvent } from "../../src/http/request/raw-event.ts";
import type { HeaderPair } from "../../src/http/request/request.ts";
import { envelopeResponse } from "../../src/http/response/envelope-response.ts";
import { toResponse } from "../../src/http/response/response.ts";
import { parsesInPython } from "../../src/json/python-json.ts";
import { incoming, sampleCall } from "../unit/http/support.ts";
import { anyJson, anyText } from "./arbitraries.ts";

const IDS = { requestId: "r", functionId: "f", versionId: "v" };

test("an event has its headers canonical and sorted, the last value and all of them", () => {
  fc.assert(
    fc.property(anyHeaders(), (headers) => {
      const event = httpEvent(incoming({ headers }), sampleCall);
      const names = Object.keys(event.multiValueHeaders);
      expect(Object.keys(event.headers)).toEqual(names);
      expect(names.filter(isNoIndex)).toEqual(names.filter(isNoIndex).toSorted());
      expect(names).toEqual(names.map(canonicalHeaderName));
      for (const name of names) expect(event.headers[name]).toBe(event.multiValueHeaders[name]?.at(-1));
    }),
  );
});

test("every header that is passed on keeps all its values in their order", () => {
  fc.assert(
    fc.property(fc.array(anyHeaderValue(), { minLength: 1 }), (values) => {
      const headers = values.map((value, index): HeaderPair => [index % 2 ? "x-a" : "X-A", value]);
      const event = httpEvent(incoming({ headers }), sampleCall);
      expect(event.multiValueHeaders["X-A"]).toEqual(values.map(headerFromWire));
    }),
  );
});

test("an event has every parameter of the query, whatever it is called", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyText(), anyText())), (pairs) => {
      const query = new URLSearchParams(pairs);
      const event = httpEvent(incoming({ url: `https://localhost/?${query}` }), sampleCall);
      const names = [...new Set(query.keys())];
      expect(Object.keys(event.multiValueQueryStringParameters).toSorted()).toEqual(names.toSorted());
      for (const name of names) {
        expect(event.multiValueQueryStringParameters[name]).toEqual(query.getAll(name));
        expect(event.queryStringParameters[name]).toBe(query.getAll(name).at(-1));
      }
    }),
  );
});

test("any URL has some parameters, and none throws", () => {
  fc.assert(
    fc.property(fc.oneof(anyText(), fc.webUrl({ withQueryParameters: true, withFragments: true })), (url) => {
      for (const values of queryParameters(url).values()) expect(values.length).toBeGreaterThan(0);
    }),
  );
});

test("the body of an event is the body that came, as text or as base64", () => {
  fc.assert(
    fc.property(
      anyBody(),
      fc.constantFrom("application/json", "Application/JSON; a=b", "text/plain"),
      (body, type) => {
        const event = httpEvent(incoming({ body, headers: [["content-type", type]] }), sampleCall);
        const bytes = event.isBase64Encoded ? fromBase64(event.body) : new TextEncoder().encode(event.body);
        expect(Buffer.compare(bytes ?? Buffer.from("no base64"), body)).toBe(0);
      },
    ),
  );
});

test("the event of raw mode is JSON that Python decodes, or the bytes as they came", () => {
  fc.assert(
    fc.property(anyBody(), fc.constantFrom("auto", "json", "text"), (body, mode) => {
      const event = rawEvent(incoming({ body }), mode);
      if (event.kind === "json") expect(parsesInPython(event.text)).toBe(true);
      else expect(Buffer.compare(event.bytes, body)).toBe(0);
    }),
  );
});

test("base64 goes there and back, and what is no base64 throws nothing", () => {
  fc.assert(
    fc.property(fc.uint8Array(), anyText(), (bytes, text) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
      expect(Buffer.compare(fromBase64(toBase64(bytes)) ?? Buffer.of(1), bytes)).toBe(0);
      const decoded = fromBase64(text);
      if (decoded !== undefined) expect(toBase64(decoded).length).toBe(text.replace(/[\r\n]/g, "").length);
    }),
  );
});

test("header text goes over the wire and back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(headerToWire(text)).toMatch(/^[\0-\u00ff]*$/);
      if (!/^[\0-\u00ff]*$/.test(text)) expect(headerFromWire(headerToWire(text))).toBe(text);
    }),
  );
});

test("any result is a response: the one that it asks for, or an error by name", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(anyJson(), anyEnvelope(), anyEnvelope()), async (result) => {
      const answer = envelopeResponse(JSON.stringify(result));
      const response = toResponse(answer, IDS);
      const body = await response.text();
      expect(response.headers.get("X-Request-Id")).toBe("r");
      if (answer.isFunctionError) {
        expect(response.status).toBe(502);
        expect(JSON.parse(body)).toMatchObject({ errorType: "ProxyIntegrationError" });
        expect(answer.warnings.join()).not.toBe("");
      } else expect(response.status).toBe((result as { statusCode?: number }).statusCode ?? 200);
    }),
  );
});

test("a body of text arrives as it is", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.uint8Array(), async (text, bytes) => {
      const said = toResponse(envelopeResponse(JSON.stringify({ body: text })), IDS);
      expect(Buffer.from(await said.arrayBuffer()).toString()).toBe(text);
      const encoded = JSON.stringify({ body: toBase64(bytes), isBase64Encoded: true });
      const sent = toResponse(envelopeResponse(encoded), IDS);
      expect(Buffer.compare(Buffer.from(await sent.arrayBuffer()), bytes)).toBe(0);
    }),
  );
});

/** Names such as `42` come first in any object of JavaScript. */
function isNoIndex(name: string): boolean {
  return !/^\d+$/.test(name);
}

function anyHeaders(): fc.Arbitrary<HeaderPair[]> {
  const name = fc.oneof(
    fc.constantFrom(
      "Host",
      "accept",
      "X-REQUEST-ID",
      "x-forwarded-for",
      "__proto__",
      "constructor",
      "Cookie",
      "42",
    ),
    fc.stringMatching(/^[\w!#$%&'*+.^`|~-]{1,12}$/),
  );
  return fc.array(fc.tuple(name, anyHeaderValue()));
}

/** As `Headers` shows them: one character a byte. */
function anyHeaderValue(): fc.Arbitrary<string> {
  return fc.oneof(anyText().map(headerToWire), fc.string());
}

function anyBody(): fc.Arbitrary<Uint8Array> {
  const text = fc.oneof(
    anyText(),
    anyJson().map((value) => JSON.stringify(value)),
    fc.constantFrom("NaN", "1e400", "\ufeff{}"),
  );
  return fc.oneof(
    fc.uint8Array(),
    text.map((text) => new TextEncoder().encode(text)),
  );
}

/** Results that look like an envelope, with some field of the wrong type. */
function anyEnvelope(): fc.Arbitrary<unknown> {
  const name = fc.oneof(
    anyText(),
    fc.constantFrom("X-A", "content-type", "Via", "Date", "Set-Cookie", "Content-Length"),
  );
  const value = fc.oneof(anyText(), fc.string(), fc.integer(), fc.boolean(), anyJson());
  const dictionary = (values: fc.Arbitrary<unknown>) =>
    fc.array(fc.tuple(name, values), { maxLength: 4 }).map(Object.fromEntries);
  return fc.record(
    {
      statusCode: fc.oneof(
        fc.constantFrom<unknown>(200, 204, 304, 101, 599, 600, "200", 200.5, true),
        fc.nat(700),
      ),
      headers: fc.oneof(dictionary(fc.string()), dictionary(value), anyJson()),
      multiValueHeaders: fc.oneof(dictionary(fc.array(fc.string())), dictionary(fc.array(value)), anyJson()),
      body: fc.oneof(anyText(), anyJson()),
      isBase64Encoded: fc.oneof(fc.boolean(), fc.constantFrom<unknown>(null, 1, "true")),
    },
    { requiredKeys: [] },
  );
}
