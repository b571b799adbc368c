import type { FetchOptions } from "../api/cloud-function.ts";
import type { CheckedGateway } from "../http/gateway/types.ts";
import { encodeJson } from "../json/encode.ts";
import { MADE_UP_GATEWAY_ID } from "../util/ids.ts";
import { CALL_OPTIONS } from "./call-options.ts";
import { expected, expectRecord, refused } from "./check.ts";
import { boolean, callback, members, oneOf, optional, string } from "./rows.ts";

/** Of the operation's context (contract 2.3, 8.2). */
const CONTEXT_LIMIT_BYTES = 2_048;

/** Options of `fetch()`. */
export const FETCH_OPTIONS = {
  ...CALL_OPTIONS,
  sourceIp: string("127.0.0.1"),
  gateway: optional(checkGateway),
  onExecution: callback<FetchOptions["onExecution"]>(),
  decompress: boolean(true),
};

const gateway = members({
  payloadFormat: oneOf("0.1", ["0.1", "1.0"]),
  path: optional(checkPath),
  pathParameters: optional(checkPathParameters),
  parameters: checkParameters,
  operationId: optional(string()),
  operationContext: optional(checkContext),
  authorizer: optional(checkAuthorizer),
  gatewayId: string(MADE_UP_GATEWAY_ID),
});

/** Checks the option `gateway` of `fetch`. @throws UsageError */
export function checkGateway(value: unknown, where = "gateway"): CheckedGateway {
  return gateway(expectRecord(where, value), where);
}

function checkPath(path: unknown, where: string): string {
  if (typeof path === "string" && path.startsWith("/")) return path;
  throw expected(where, "a path of the specification, such as /orders/{id}", path);
}

function checkPathParameters(value: unknown, where: string): Record<string, string> {
  const parameters = expectRecord(where, value);
  for (const [name, text] of Object.entries(parameters)) {
    if (typeof text !== "string") throw expected(`${where}.${name}`, "a string", text);
  }
  return parameters as Record<string, string>;
}

function checkParameters(value: unknown = {}, where: string): Record<string, readonly string[]> {
  const parameters = Object.entries(expectRecord(where, value));
  return Object.fromEntries(
    parameters.map(([name, given]) => [name, checkValues(given, `${where}.${name}`)]),
  );
}

function checkValues(given: unknown, where: string): readonly string[] {
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  const areTexts = values.every((value) => typeof value === "string");
  if (!areTexts || values.length === 0) {
    throw expected(where, "a string, or a list of strings", given);
  }
  return values as readonly string[];
}

function checkContext(value: unknown, where: string): unknown {
  const context = asJson(where, value);
  const { byteLength } = new TextEncoder().encode(JSON.stringify(context));
  if (byteLength <= CONTEXT_LIMIT_BYTES) return context;
  throw refused(
    where,
    `expected JSON of at most ${CONTEXT_LIMIT_BYTES} bytes, got ${byteLength}; the gateway takes no more.`,
  );
}

function checkAuthorizer(value: unknown, where: string): unknown {
  return asJson(where, expectRecord(where, value));
}

/** A copy, so that later changes of the value do not reach the event. */
function asJson(where: string, value: unknown): unknown {
  return JSON.parse(encodeJson(where, value));
}
