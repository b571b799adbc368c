import { pythonTypeOf } from "../../json/python-type.ts";
import { fromBase64 } from "../base64.ts";
import type { HttpResponse } from "./http-response.ts";
import { wrongField } from "./result-fault.ts";

/** The body of an envelope, and whether it is JSON that the router wrote down itself. */
export interface ResponseBody {
  readonly content: HttpResponse["body"];
  readonly isJsonText: boolean;
}

/**
 * A string is sent as it is, or decoded; `null` is empty; any other value is sent as the exact text that
 * Python wrote, because `1.0` and long integers would not survive a parse (contract 3.1, ruling 4).
 * Takes the two fields as JSON texts.
 */
export function responseBody(body: string, isBase64Encoded: string): ResponseBody {
  const isBase64 = isTrue(isBase64Encoded);
  if (body === "null") return { content: "", isJsonText: false };
  if (isBase64) return { content: decoded(body), isJsonText: false };
  if (pythonTypeOf(body) !== "str") return { content: body, isJsonText: true };
  return { content: JSON.parse(body), isJsonText: false };
}

function isTrue(json: string): boolean {
  if (json !== "true" && json !== "false" && json !== "null") {
    throw wrongField("isBase64Encoded", "True or False", json);
  }
  return json === "true";
}

function decoded(json: string): Uint8Array<ArrayBuffer> {
  const bytes = pythonTypeOf(json) === "str" ? fromBase64(JSON.parse(json)) : undefined;
  if (bytes === undefined) throw wrongField("body", "valid base64, since isBase64Encoded is True", json);
  return bytes;
}
