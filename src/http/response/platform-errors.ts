import { type HttpResponse, jsonHeaders } from "./http-response.ts";

/** A response of the `errorCode` family: an error of the router itself, in compact JSON. */
export interface PlatformFault {
  readonly status: number;
  readonly errorMessage: string;
  readonly errorType: string;
}

/** The body is compact, keys in the order of contract 3.6. Of the router's own errors only 502 is the function's fault. */
export function platformErrorResponse(fault: PlatformFault): HttpResponse {
  const { status, errorMessage, errorType } = fault;
  const body = JSON.stringify({ errorCode: status, errorMessage, errorType });
  return { status, headers: jsonHeaders, body, isFunctionError: status === 502, warnings: [] };
}

/** 413, text and type as seen (contract 3.6). */
export function requestTooLargeResponse(limitBytes: number): HttpResponse {
  const errorMessage = `request entity is larger than limits (${limitBytes})`;
  return platformErrorResponse({ status: 413, errorMessage, errorType: "ProxyIntegrationError" });
}

/** 502 for a result over the limit; the text mirrors the 413 (ruling 12). */
export function resultTooLargeResponse(limitBytes: number): HttpResponse {
  const errorMessage = `response entity is larger than limits (${limitBytes})`;
  return platformErrorResponse({ status: 502, errorMessage, errorType: "ProxyIntegrationError" });
}

/** 504 (ruling 12). No type is documented: `ServerError` is a ruling, the twin of the `ClientError` that was seen. */
export function timeoutResponse(): HttpResponse {
  return platformErrorResponse({
    status: 504,
    errorMessage: "Execution timeout exceeded",
    errorType: "ServerError",
  });
}

/** 429 (ruling 12). No type is documented: `ClientError` is a ruling, after the 403 that was seen. */
export function overloadResponse(): HttpResponse {
  return platformErrorResponse({
    status: 429,
    errorMessage: "No node can serve the request: Concurrent requests exceeded",
    errorType: "ClientError",
  });
}

/** 500 for a fault of the platform, that is of pythonless. Text and type are rulings. */
export function internalErrorResponse(): HttpResponse {
  return platformErrorResponse({ status: 500, errorMessage: "Internal error", errorType: "ServerError" });
}

/** 503 when there can be no instance, for example of a closed function. Text and type are rulings. */
export function unavailableResponse(): HttpResponse {
  return platformErrorResponse({
    status: 503,
    errorMessage: "Service unavailable",
    errorType: "ServerError",
  });
}
