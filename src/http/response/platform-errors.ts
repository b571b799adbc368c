import { type HttpAnswer, jsonHeaders } from "./answer.ts";

/** An answer of the `errorCode` family: what the router says for itself, in compact JSON. */
export interface PlatformFault {
  readonly status: number;
  readonly errorMessage: string;
  readonly errorType: string;
}

/** The body is compact, keys in the order of contract 3.6. Of the router's own errors only 502 is the function's fault. */
export function platformErrorAnswer(fault: PlatformFault): HttpAnswer {
  const { status, errorMessage, errorType } = fault;
  const body = JSON.stringify({ errorCode: status, errorMessage, errorType });
  return { status, headers: jsonHeaders, body, isFunctionError: status === 502, warnings: [] };
}

/** 413, text and type as seen (contract 3.6). */
export function requestTooLargeAnswer(limitBytes: number): HttpAnswer {
  const errorMessage = `request entity is larger than limits (${limitBytes})`;
  return platformErrorAnswer({ status: 413, errorMessage, errorType: "ProxyIntegrationError" });
}

/** 502 for a result over the limit; the text mirrors the 413 (ruling 12). */
export function resultTooLargeAnswer(limitBytes: number): HttpAnswer {
  const errorMessage = `response entity is larger than limits (${limitBytes})`;
  return platformErrorAnswer({ status: 502, errorMessage, errorType: "ProxyIntegrationError" });
}

/** 504 (ruling 12). No type is documented: `ServerError` is a ruling, the twin of the `ClientError` that was seen. */
export function timeoutAnswer(): HttpAnswer {
  return platformErrorAnswer({
    status: 504,
    errorMessage: "Execution timeout exceeded",
    errorType: "ServerError",
  });
}

/** 429 (ruling 12). No type is documented: `ClientError` is a ruling, after the 403 that was seen. */
export function overloadAnswer(): HttpAnswer {
  return platformErrorAnswer({
    status: 429,
    errorMessage: "No node can serve the request: Concurrent requests exceeded",
    errorType: "ClientError",
  });
}

/** 500 for a fault of the platform, that is of pythonless. Text and type are rulings. */
export function internalErrorAnswer(): HttpAnswer {
  return platformErrorAnswer({ status: 500, errorMessage: "Internal error", errorType: "ServerError" });
}

/** 503 when no instance can be had, a closed function for example. Text and type are rulings. */
export function unavailableAnswer(): HttpAnswer {
  return platformErrorAnswer({ status: 503, errorMessage: "Service unavailable", errorType: "ServerError" });
}
