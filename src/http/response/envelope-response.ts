import { pythonTypeOf } from "../../json/python-type.ts";
import { objectSlices } from "../../json/slices.ts";
import type { HeaderPair } from "../request/request.ts";
import { type ResponseBody, responseBody } from "./body.ts";
import { wrongShapeResponse } from "./function-errors.ts";
import { responseHeaders } from "./headers.ts";
import { type HttpResponse, hasNullBody } from "./http-response.ts";
import { platformErrorResponse } from "./platform-errors.ts";
import { ResultFault, wrongField } from "./result-fault.ts";

/** The response in HTTP mode to a result, given as the exact JSON text that Python wrote (contract 3.1, 3.2, 3.5). */
export function envelopeResponse(resultText: string): HttpResponse {
  try {
    return readEnvelope(resultText);
  } catch (error) {
    if (error instanceof ResultFault) return faultResponse(error, resultText);
    throw error;
  }
}

function readEnvelope(resultText: string): HttpResponse {
  if (pythonTypeOf(resultText) !== "dict") {
    const expected =
      "a dict with statusCode, headers, multiValueHeaders, body and isBase64Encoded, all optional";
    throw wrongField("In HTTP mode the result", expected, resultText);
  }
  const fields = objectSlices(resultText);
  const field = (name: string, otherwise = "null") => fields.get(name) ?? otherwise;
  const status = statusOf(field("statusCode", "200"));
  const headers = responseHeaders(field("headers"), field("multiValueHeaders"));
  const body = responseBody(field("body"), field("isBase64Encoded"));
  return hasNullBody(status)
    ? responseWithoutBody(status, headers, body)
    : responseOf(status, headers, body, field("body"));
}

function statusOf(json: string): number {
  // By its text: 200.0 is a float in Python, and true is no number.
  if (!/^[1-5]\d\d$/.test(json)) throw wrongField("statusCode", "an integer from 100 to 599", json);
  if (json.startsWith("1")) {
    const reason = "it announces another response and cannot be the last one; use 200 to 599";
    throw new ResultFault("cannot-be-sent", `statusCode ${json} cannot be sent: ${reason}`);
  }
  return Number(json);
}

function responseOf(
  status: number,
  headers: readonly HeaderPair[],
  body: ResponseBody,
  json: string,
): HttpResponse {
  const hasType = headers.some(([name]) => name.toLowerCase() === "content-type");
  const defaultType = body.isJsonText ? "application/json" : "text/plain; charset=utf-8";
  return {
    status,
    headers: hasType ? headers : [...headers, ["Content-Type", defaultType]],
    body: body.content,
    isFunctionError: false,
    warnings: body.isJsonText ? [bodyWarning(json)] : [],
  };
}

function bodyWarning(json: string): string {
  const advice = "the service's behaviour is not documented; return json.dumps(body)";
  return `body is not text but ${pythonTypeOf(json)}, sent as its JSON: ${advice}.`;
}

function responseWithoutBody(
  status: number,
  headers: readonly HeaderPair[],
  body: ResponseBody,
): HttpResponse {
  const warnings =
    body.content.length > 0 ? [`statusCode ${status} allows no body: the body was dropped.`] : [];
  return { status, headers, body: "", isFunctionError: false, warnings };
}

function faultResponse(fault: ResultFault, resultText: string): HttpResponse {
  if (fault.kind === "wrong-shape") return wrongShapeResponse(resultText, fault.message);
  const refusal = { status: 502, errorMessage: fault.message, errorType: "ProxyIntegrationError" };
  return { ...platformErrorResponse(refusal), warnings: [fault.message] };
}
