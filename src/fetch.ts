import type { ErrorCode, FunctionError } from "./errors.ts";
import type { Job, Review } from "./host/execute.ts";
import type { HttpAnswer } from "./http/answer.ts";
import { envelopeAnswer } from "./http/envelope-answer.ts";
import { crashAnswer, exceptionAnswer } from "./http/function-errors.ts";
import { httpEvent } from "./http/http-event.ts";
import { integrationOf } from "./http/integration.ts";
import { isOverLimit, jsonLimitBytes } from "./http/limits.ts";
import {
  internalErrorAnswer,
  overloadAnswer,
  platformErrorAnswer,
  requestTooLargeAnswer,
  resultTooLargeAnswer,
  timeoutAnswer,
  unavailableAnswer,
} from "./http/platform-errors.ts";
import { rawAnswer } from "./http/raw-answer.ts";
import { rawEvent } from "./http/raw-event.ts";
import { type IncomingRequest, readRequest } from "./http/request.ts";
import { type AnswerIds, toResponse } from "./http/response.ts";
import { makeUuid } from "./ids.ts";
import type { Execution, FetchOptions } from "./types.ts";

type Call = (job: Omit<Job, "queuingDurationMs">) => Promise<Execution>;

/** An HTTP call: a call between two pure functions. Never rejects for the function's failure. */
export async function fetchThrough(
  call: Call,
  request: Request,
  options: FetchOptions,
  ids: Omit<AnswerIds, "requestId">,
): Promise<Response> {
  const requestId = options.requestId ?? makeUuid();
  const answer = await answerTo(call, request, { ...options, requestId });
  return toResponse(answer, { ...ids, requestId });
}

async function answerTo(
  call: Call,
  request: Request,
  options: FetchOptions & { readonly requestId: string },
): Promise<HttpAnswer> {
  const incoming = await readRequest(request, jsonLimitBytes);
  if (incoming.kind === "too-large") return requestTooLargeAnswer();
  const isHttp = integrationOf(incoming.url) === "http";
  const event = isHttp ? envelopeOf(incoming, options) : rawEventOf(incoming);
  if (typeof event === "string" && isOverLimit(event)) return requestTooLargeAnswer();

  let answer: HttpAnswer | undefined;
  const review = (text: string): Review => {
    answer = answerToResult(text, isHttp);
    return { warnings: answer.warnings, isRefused: answer.isFunctionError };
  };
  const signal = options.signal ?? request.signal ?? undefined;
  const execution = await call({ requestId: options.requestId, event, signal, review, isLogKept: false });
  return answer ?? answerToFailure(execution);
}

function envelopeOf(
  incoming: IncomingRequest,
  options: FetchOptions & { readonly requestId: string },
): string {
  const event = httpEvent(incoming, {
    requestId: options.requestId,
    traceId: makeUuid(),
    sourceIp: options.sourceIp ?? "127.0.0.1",
    sourcePort: 40_000,
    receivedAtMs: Date.now(),
  });
  return JSON.stringify(event);
}

function rawEventOf(incoming: IncomingRequest): string | Uint8Array {
  const event = rawEvent(incoming, "auto");
  return event.kind === "json" ? event.text : event.bytes;
}

function answerToResult(text: string, isHttp: boolean): HttpAnswer {
  if (isOverLimit(text)) return resultTooLargeAnswer();
  return isHttp ? envelopeAnswer(text) : rawAnswer(text);
}

function answerToFailure(execution: Execution): HttpAnswer {
  switch (execution.outcome) {
    case "error":
      return exceptionAnswer(execution.error as FunctionError);
    case "crashed":
      return crashAnswer();
    case "timeout":
      return timeoutAnswer();
    case "aborted":
      return platformErrorAnswer({
        status: 499,
        errorMessage: "Request cancelled",
        errorType: "ClientError",
      });
    case "rejected":
      return answerToRefusal(execution.error?.code);
    case "success":
      throw new Error("This is a bug in pythonless: a success that was not reviewed.");
    default:
      return execution.outcome satisfies never;
  }
}

/** The call never reached the function. */
function answerToRefusal(code: ErrorCode | undefined): HttpAnswer {
  if (code === "TOO_MANY_CALLS") return overloadAnswer();
  return code === "FUNCTION_CLOSED" ? unavailableAnswer() : internalErrorAnswer();
}
