import { unixTimeMs } from "#clock";
import type { FetchOptions } from "../api/cloud-function.ts";

import type { Limits } from "../api/limits.ts";
import { type FunctionError, UsageError } from "../errors.ts";
import { gatewayEvent } from "../http/gateway/event.ts";
import type { CheckedGateway } from "../http/gateway/types.ts";
import { isOverLimit } from "../http/over-limit.ts";
import { httpEvent } from "../http/request/http-event.ts";
import { type Integration, integrationOf } from "../http/request/integration.ts";
import { type RawEventMode, rawEvent } from "../http/request/raw-event.ts";
import { type IncomingRequest, readRequest } from "../http/request/request.ts";
import { decodedBody, type FindDecoder } from "../http/response/decoded-body.ts";
import { envelopeResponse } from "../http/response/envelope-response.ts";
import { crashResponse, exceptionResponse } from "../http/response/function-errors.ts";
import type { HttpResponse } from "../http/response/http-response.ts";
import {
  internalErrorResponse,
  overloadResponse,
  platformErrorResponse,
  requestTooLargeResponse,
  resultTooLargeResponse,
  timeoutResponse,
  unavailableResponse,
} from "../http/response/platform-errors.ts";
import { acceptedResponse, rawResponse } from "../http/response/raw-response.ts";
import { bytesOf, type ResponseIds, toResponse } from "../http/response/response.ts";
import { FETCH_OPTIONS } from "../options/gateway.ts";
import { checkOptionsOf } from "../options/rows.ts";
import { makeUuid } from "../util/ids.ts";
import { isUrl } from "../util/kind-of.ts";
import { type AsyncHost, callAsync } from "./async-call.ts";
import { concludeCall, resultTextOf } from "./execute.ts";
import { type UnparsedExecution, withValue } from "./execution-value.ts";

/** The function behind `fetch`. */
export interface FetchHost extends AsyncHost {
  readonly ids: Omit<ResponseIds, "requestId">;
  readonly limits: Required<Limits>;
  readonly rawEvent: RawEventMode;
  /** Decodes bodies as `fetch` does on this platform. */
  readonly findDecoder: FindDecoder;
  readonly isClosed: () => boolean;
  /** Remembers work that goes on after the response. It never rejects. */
  readonly keep: (work: Promise<void>) => void;
}

/** One request. */
interface Asked {
  readonly requestId: string;
  readonly sourceIp: string;
  readonly signal: AbortSignal | undefined;
  readonly gateway: CheckedGateway | undefined;
  readonly onExecution: FetchOptions["onExecution"];
}

/** An HTTP call: a call between two pure functions. Never rejects for the function's failure. */
export async function fetchThrough(
  host: FetchHost,
  request: Request,
  options: FetchOptions,
): Promise<Response> {
  const checked = checkOptionsOf("fetch()", options, FETCH_OPTIONS);
  if (typeof request?.headers?.[Symbol.iterator] !== "function") throw notRequest(request);
  const { requestId = makeUuid(), sourceIp, gateway, onExecution, decompress } = checked;
  const signal = checked.signal ?? request.signal ?? undefined;
  const response = await responseTo(host, request, { requestId, sourceIp, signal, gateway, onExecution });
  const isHead = request.method === "HEAD";
  const isDecoded = decompress && !isHead;
  const decoded = isDecoded
    ? await decodedBody(bytesOf(response.body), response.headers, host.findDecoder)
    : undefined;
  const isThroughGateway = gateway !== undefined;
  return toResponse(response, { ...host.ids, requestId, isThroughGateway }, { isHead, decoded });
}

function notRequest(got: unknown): UsageError {
  const shown =
    typeof got === "string" || isUrl(got) ? JSON.stringify(String(got)) : `a value of type ${typeof got}`;
  return new UsageError(
    "INVALID_EVENT",
    `fetch(): expected a Request, got ${shown}; write new Request(url).`,
  );
}

async function responseTo(host: FetchHost, request: Request, asked: Asked): Promise<HttpResponse> {
  const { requestBytes } = host.limits;
  const incoming = await readRequest(request, requestBytes);
  if (incoming.kind === "too-large") return requestTooLargeResponse(requestBytes);
  // A gateway calls the function itself: `integration` in the query is a parameter like others.
  const integration = asked.gateway ? "http" : integrationOf(incoming.url);
  const event = eventOf(host, incoming, asked, integration);
  if (typeof event === "string" && isOverLimit(event, requestBytes))
    return requestTooLargeResponse(requestBytes);
  if (integration === "async") return accept(host, asked, event);
  return call(host, asked, event, integration);
}

function eventOf(
  host: FetchHost,
  incoming: IncomingRequest,
  asked: Asked,
  integration: Integration,
): string | Uint8Array {
  if (integration !== "http") {
    const event = rawEvent(incoming, host.rawEvent);
    return event.kind === "json" ? event.text : event.bytes;
  }
  const { requestId, sourceIp, gateway } = asked;
  const { functionId } = host.ids;
  const call = { requestId, traceId: makeUuid(), sourceIp, sourcePort: 40_000, receivedAtMs: unixTimeMs() };
  const event = gateway
    ? gatewayEvent(incoming, { ...call, functionId, gateway })
    : httpEvent(incoming, call);
  return JSON.stringify(event);
}

/** The response to an asynchronous call, which is only made then. */
function accept(host: FetchHost, { requestId }: Asked, event: string | Uint8Array): HttpResponse {
  if (host.isClosed()) return unavailableResponse();
  host.keep(callAsync(host, requestId, event));
  return acceptedResponse();
}

async function call(
  host: FetchHost,
  { requestId, signal, onExecution }: Asked,
  event: string | Uint8Array,
  integration: "http" | "raw",
): Promise<HttpResponse> {
  const ended = await host.call({ requestId, event, signal, isLogKept: onExecution !== undefined });
  const text = resultTextOf(ended);
  const response =
    text === undefined ? undefined : responseToResult(text, integration, host.limits.responseBytes);
  const review = response && { warnings: response.warnings, isRefused: response.isFunctionError };
  const execution = concludeCall(ended, review);
  onExecution?.(withValue(execution));
  return response ?? responseToFailure(execution);
}

function responseToResult(text: string, integration: "http" | "raw", limitBytes: number): HttpResponse {
  if (isOverLimit(text, limitBytes)) return resultTooLargeResponse(limitBytes);
  return integration === "http" ? envelopeResponse(text) : rawResponse(text);
}

function responseToFailure(execution: UnparsedExecution): HttpResponse {
  switch (execution.outcome) {
    case "error":
      return exceptionResponse(execution.error);
    case "crashed":
      return crashResponse();
    case "timeout":
      return timeoutResponse();
    case "aborted":
      return platformErrorResponse({
        status: 499,
        errorMessage: "Request cancelled",
        errorType: "ClientError",
      });
    case "rejected":
      return responseToRejection(execution.error);
    case "success":
      throw new Error("This is a bug in pythonless: a success that was not reviewed.");
    default:
      return execution satisfies never;
  }
}

/** The call never reached the function. A source that cannot be read is answered as code that cannot be loaded. */
function responseToRejection({ code, blame, errorMessage, errorType }: FunctionError): HttpResponse {
  if (code === "TOO_MANY_CALLS") return overloadResponse();
  if (code === "FUNCTION_CLOSED") return unavailableResponse();
  return blame === "function" ? exceptionResponse({ errorMessage, errorType }) : internalErrorResponse();
}
