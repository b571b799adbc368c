import { describe, expect, test } from "vitest";
import { gatewayEvent } from "../../../../src/http/gateway/event.ts";
import type { HeaderPair } from "../../../../src/http/request/request.ts";
import { acceptedResponse } from "../../../../src/http/response/raw-response.ts";
import { toResponse } from "../../../../src/http/response/response.ts";
import { checkGateway } from "../../../../src/options/gateway.ts";
import { contractRows } from "../../../contract/read.ts";
import { bytesOf, incoming, sampleCall, type WrittenBody } from "../support.ts";

interface GatewayRow {
  readonly request?: WrittenBody & {
    readonly url: string;
    readonly method?: string;
    readonly headers?: HeaderPair[];
  };
  readonly gateway?: object;
  readonly sourceIp?: string;
  /** The whole event, its keys in order. */
  readonly whole?: object;
  /** Some of its fields. */
  readonly event?: object;
  /** Fields that it does not have. */
  readonly absent?: string[];
  readonly headers?: object;
  readonly absentHeaders?: string[];
  /** What `requestContext` has besides the fields of every call. */
  readonly requestContext?: object;
  readonly refused?: string;
  readonly responseHeaders?: Record<string, string>;
}

const rows = contractRows<GatewayRow>("gateway");

describe("API Gateway", () => {
  test.each(rows.filter((row) => row.refused))("$name ($section)", (row) => {
    expect(() => eventOf(row)).toThrow(row.refused);
  });

  test.each(rows.filter((row) => row.responseHeaders))("$name ($section)", ({ responseHeaders = {} }) => {
    const ids = { requestId: "r", functionId: "f", versionId: "v", isThroughGateway: true };
    const { headers } = toResponse(acceptedResponse(), ids);
    for (const [name, value] of Object.entries(responseHeaders)) expect(headers.get(name)).toBe(value);
  });

  test.each(rows.filter((row) => row.whole))("$name ($section)", (row) => {
    expect(JSON.stringify(eventOf(row))).toBe(JSON.stringify(row.whole));
  });

  const partial = rows.filter((row) => !row.refused && !row.responseHeaders && !row.whole);

  test.each(partial)("$name ($section)", (row) => {
    const event = eventOf(row);
    const shown = Object.fromEntries(Object.keys(row.event ?? {}).map((key) => [key, event[key]]));
    expect(shown).toEqual(row.event ?? {});
    expect(event.headers).toMatchObject(row.headers ?? {});
    expect(Object.keys(event).filter((key) => row.absent?.includes(key))).toEqual([]);
    expect(Object.keys(event.headers).filter((name) => row.absentHeaders?.includes(name))).toEqual([]);
    if (row.requestContext) expect(ownContext(event.requestContext)).toEqual(row.requestContext);
  });

  test("has an expectation in every row of the table", () => {
    const ways = ["event", "absent", "headers", "requestContext", "whole", "refused", "responseHeaders"];
    expect(rows.filter((row) => !ways.some((way) => way in row))).toEqual([]);
  });
});

interface AnyEvent extends Record<string, unknown> {
  readonly headers: object;
  readonly requestContext: object;
}

function eventOf({ request, gateway, sourceIp = sampleCall.sourceIp }: GatewayRow): AnyEvent {
  const { text, base64, ...rest } = request ?? { url: "" };
  const call = {
    ...sampleCall,
    sourceIp,
    functionId: "d4e00000000000000000",
    gateway: checkGateway(gateway),
  };
  return { ...gatewayEvent(incoming({ ...rest, body: bytesOf(request ?? {}) }), call) };
}

function ownContext(requestContext: object): object {
  const { identity, httpMethod, requestId, requestTime, requestTimeEpoch, ...own } = requestContext as Record<
    string,
    unknown
  >;
  return own;
}
