import { pythonDumps } from "../../json/python-dumps.ts";
import { type HttpResponse, jsonHeaders } from "./http-response.ts";

/** An exception of the user's function, or of its import. */
export interface FunctionFault {
  readonly errorMessage: string;
  readonly errorType: string;
  /** One string per frame; left out of the body when absent. */
  readonly stackTrace?: readonly string[];
}

/** The response to an exception, in HTTP mode and in raw mode alike (contract 3.4, ruling 9). */
export function exceptionResponse(fault: FunctionFault): HttpResponse {
  const { errorMessage, errorType, stackTrace } = fault;
  return functionError(pythonDumps({ errorMessage, errorType, ...(stackTrace && { stackTrace }) }));
}

/** The response when the instance is gone: a crash, an exit, memory outside Python's control (contract 3.6, ruling 2). */
export function crashResponse(): HttpResponse {
  return functionError(
    JSON.stringify({ errorMessage: "user code crashed", errorType: "JobExecutionDiscarded" }),
  );
}

/** The response to a result that is not the envelope; `payload` holds the result's own text (contract 3.5). */
export function wrongShapeResponse(resultText: string, warning: string): HttpResponse {
  const body = JSON.stringify({
    errorMessage: "Malformed serverless function response: not a valid json",
    errorType: "ProxyIntegrationError",
    payload: resultText,
  });
  return { ...functionError(body), warnings: [warning] };
}

function functionError(body: string): HttpResponse {
  return { status: 502, headers: jsonHeaders, body, isFunctionError: true, warnings: [] };
}
