import { pythonTypeOf } from "../../json/python-type.ts";
import { arraySlices, objectSlices } from "../../json/slices.ts";
import type { HeaderPair } from "../request/request.ts";
import { sentHeader } from "./header-filter.ts";
import { wrongField } from "./result-fault.ts";

/**
 * The headers of the envelope, as they are sent. A name in `multiValueHeaders` overrides the same name in
 * `headers` (contract 3.1); names match without regard to case (ruling 7). Takes the two fields as JSON texts.
 */
export function responseHeaders(headers: string, multiValueHeaders: string): HeaderPair[] {
  const single = new Map<string, HeaderPair>();
  for (const [name, json] of fieldsOf("headers", headers)) {
    single.set(name.toLowerCase(), [name, headerText(`headers["${name}"]`, json)]);
  }
  const multiple: HeaderPair[] = [];
  for (const [name, json] of fieldsOf("multiValueHeaders", multiValueHeaders)) {
    single.delete(name.toLowerCase());
    multiple.push(...valuesOf(name, json));
  }
  return [...single.values(), ...multiple].flatMap(sentHeader);
}

function fieldsOf(field: string, json: string): Map<string, string> {
  if (json === "null") return new Map();
  if (pythonTypeOf(json) !== "dict") throw wrongField(field, "a dict", json);
  return objectSlices(json);
}

function valuesOf(name: string, json: string): HeaderPair[] {
  const field = `multiValueHeaders["${name}"]`;
  if (pythonTypeOf(json) !== "list") throw wrongField(field, "a list", json);
  return arraySlices(json).map((element) => [name, headerText(field, element)]);
}

/** Numbers and booleans are sent as their JSON text: `1.0`, `true` (ruling 4). */
function headerText(field: string, json: string): string {
  switch (pythonTypeOf(json)) {
    case "str":
      return JSON.parse(json);
    case "int":
    case "float":
    case "bool":
      return json;
    default:
      throw wrongField(field, "text, a number or a boolean", json);
  }
}
