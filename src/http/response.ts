import { type HttpAnswer, hasNullBody } from "./answer.ts";
import { headerToWire } from "./header-text.ts";

/** Whose answer it is (contract 3.3). */
export interface AnswerIds {
  readonly requestId: string;
  readonly functionId: string;
  readonly versionId: string;
  readonly isThroughGateway?: boolean;
}

/** A web `Response` with the headers that the platform adds; `Date` and `Connection` are the server's (contract 3.3). */
export function toResponse(answer: HttpAnswer, ids: AnswerIds): Response {
  const body = hasNullBody(answer.status) ? null : bytesOf(answer.body);
  const response = new Response(body, { status: answer.status });
  // Appended afterwards: happy-dom drops Set-Cookie from the headers that it is constructed with.
  for (const [name, value] of answer.headers) response.headers.append(name, headerToWire(value));
  for (const [name, value] of platformHeaders(answer, ids)) response.headers.set(name, value);
  // The length is counted, never believed: a wrong one truncates the answer or leaves the client waiting.
  if (body === null) response.headers.delete("Content-Length");
  else response.headers.set("Content-Length", String(body.byteLength));
  return response;
}

function bytesOf(body: HttpAnswer["body"]): Uint8Array<ArrayBuffer> {
  return typeof body === "string" ? new TextEncoder().encode(body) : body;
}

function platformHeaders(answer: HttpAnswer, ids: AnswerIds): [name: string, value: string][] {
  const headers: [string, string][] = [
    ["Server", ids.isThroughGateway ? "Yandex-API-Gateway/1.0" : "Yandex-Cloud-Functions/1.0"],
    ["X-Content-Type-Options", "nosniff"],
    ["X-Function-Id", ids.functionId],
    ["X-Function-Version-Id", ids.versionId],
    ["X-Request-Id", ids.requestId],
  ];
  return answer.isFunctionError ? [...headers, ["X-Function-Error", "true"]] : headers;
}
