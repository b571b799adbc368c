import type { CheckedGateway } from "../http/gateway/types.ts";
import { encodeJson } from "../json/encode.ts";
import { MADE_UP_GATEWAY_ID } from "../util/ids.ts";
import { expected, expectOneOf, expectOptional, expectRecord, refused, refuseUnknownKeys } from "./check.ts";

const NAMES = [
  "payloadFormat",
  "path",
  "pathParameters",
  "parameters",
  "operationId",
  "operationContext",
  "authorizer",
  "gatewayId",
];
/** Of the operation's context (contract 2.3, 8.2). */
const CONTEXT_LIMIT_BYTES = 2_048;

/** Checks the option `gateway` of `fetch`. @throws UsageError */
export function checkGateway(value: unknown): CheckedGateway {
  const gateway = expectRecord("gateway", value);
  refuseUnknownKeys("gateway", gateway, NAMES);
  const { payloadFormat = "0.1", operationId, gatewayId, operationContext, authorizer } = gateway;
  expectOptional("gateway.operationId", operationId, "string");
  expectOptional("gateway.gatewayId", gatewayId, "string");
  if (authorizer !== undefined) expectRecord("gateway.authorizer", authorizer);
  return {
    payloadFormat: expectOneOf("gateway.payloadFormat", payloadFormat, ["0.1", "1.0"]),
    path: checkPath(gateway["path"]),
    pathParameters: checkPathParameters(gateway["pathParameters"]),
    parameters: checkParameters(gateway["parameters"]),
    operationId: operationId as string | undefined,
    operationContext: checkContext(operationContext),
    authorizer: asJson("gateway.authorizer", authorizer),
    gatewayId: (gatewayId as string | undefined) ?? MADE_UP_GATEWAY_ID,
  };
}

function checkPath(path: unknown): string | undefined {
  if (path === undefined || (typeof path === "string" && path.startsWith("/"))) return path;
  throw expected("gateway.path", "a path of the specification, such as /orders/{id}", path);
}

function checkPathParameters(value: unknown): Record<string, string> | undefined {
  if (value === undefined) return undefined;
  const parameters = expectRecord("gateway.pathParameters", value);
  for (const [name, text] of Object.entries(parameters)) {
    if (typeof text !== "string") throw expected(`gateway.pathParameters.${name}`, "a string", text);
  }
  return parameters as Record<string, string>;
}

function checkParameters(value: unknown = {}): Record<string, readonly string[]> {
  const parameters = Object.entries(expectRecord("gateway.parameters", value));
  return Object.fromEntries(parameters.map(([name, given]) => [name, checkValues(name, given)]));
}

function checkValues(name: string, given: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  const areTexts = values.every((value) => typeof value === "string");
  if (!areTexts || values.length === 0) {
    throw expected(`gateway.parameters.${name}`, "a string, or a list of strings", given);
  }
  return values as readonly string[];
}

function checkContext(value: unknown): unknown {
  if (value === undefined) return undefined;
  const context = asJson("gateway.operationContext", value);
  const { byteLength } = new TextEncoder().encode(JSON.stringify(context));
  if (byteLength <= CONTEXT_LIMIT_BYTES) return context;
  throw refused(
    "gateway.operationContext",
    `expected JSON of at most ${CONTEXT_LIMIT_BYTES} bytes, got ${byteLength}; the gateway takes no more.`,
  );
}

/** A copy of what JSON carries of a value, so that later changes do not reach the event. */
function asJson(where: string, value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(encodeJson(where, value));
}
