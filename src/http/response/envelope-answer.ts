import { pythonTypeOf } from "../../json/python-type.ts";
import { objectSlices } from "../../json/slices.ts";
import type { HeaderPair } from "../request/request.ts";
import { type HttpAnswer, hasNullBody } from "./answer.ts";
import { type ResponseBody, responseBody } from "./body.ts";
import { wrongShapeAnswer } from "./function-errors.ts";
import { responseHeaders } from "./headers.ts";
import { platformErrorAnswer } from "./platform-errors.ts";
import { ResultFault, wrongField } from "./result-fault.ts";

/** The answer in HTTP mode to a result, given as the exact JSON text that Python wrote (contract 3.1, 3.2, 3.5). */
export function envelopeAnswer(resultText: string): HttpAnswer {
  try {
    return readEnvelope(resultText);
  } catch (error) {
    if (error instanceof ResultFault) return faultAnswer(error, resultText);
    throw error;
  }
}

function readEnvelope(resultText: string): HttpAnswer {
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
    ? answerWithoutBody(status, headers, body)
    : answer(status, headers, body, field("body"));
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

function answer(
  status: number,
  headers: readonly HeaderPair[],
  body: ResponseBody,
  json: string,
): HttpAnswer {
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

function answerWithoutBody(status: number, headers: readonly HeaderPair[], body: ResponseBody): HttpAnswer {
  const warnings =
    body.content.length > 0 ? [`statusCode ${status} allows no body: the body was dropped.`] : [];
  return { status, headers, body: "", isFunctionError: false, warnings };
}

function faultAnswer(fault: ResultFault, resultText: string): HttpAnswer {
  if (fault.kind === "wrong-shape") return wrongShapeAnswer(resultText, fault.message);
  const refusal = { status: 502, errorMessage: fault.message, errorType: "ProxyIntegrationError" };
  return { ...platformErrorAnswer(refusal), warnings: [fault.message] };
}
