import { pythonTypeOf } from "../../json/python-type.ts";

/**
 * Why a result is no HTTP response: its shape is not the envelope's (contract 3.5), or HTTP cannot carry
 * it (ruling 12). Thrown inside `envelopeResponse` and caught there.
 */
export class ResultFault extends Error {
  constructor(
    readonly kind: "wrong-shape" | "cannot-be-sent",
    message: string,
  ) {
    super(message);
  }
}

/** A field of the wrong type: the sentence has the expectation and the value. */
export function wrongField(field: string, expected: string, json: string): ResultFault {
  const shown = json.length > 80 ? `${json.slice(0, 80)}…` : json;
  const message = `${field} must be ${expected}; the handler returned ${shown} (${pythonTypeOf(json)}).`;
  return new ResultFault("wrong-shape", message);
}
