import { expect, test } from "vitest";
import { envelopeResponse } from "../../../../src/http/response/envelope-response.ts";
import { crashResponse } from "../../../../src/http/response/function-errors.ts";
import { timeoutResponse } from "../../../../src/http/response/platform-errors.ts";
import { toResponse } from "../../../../src/http/response/response.ts";

const ids = { requestId: "r", functionId: "f", versionId: "v" };
const respond = (envelope: object) => toResponse(envelopeResponse(JSON.stringify(envelope)), ids);

/** Run once with each class of `Response` that may be the global one. */
export function addResponseCases(): void {
  test("has the headers that the platform adds", () => {
    const headers = new Map(
      [...respond({ body: "жук" }).headers].map(([name, value]) => [name.toLowerCase(), value]),
    );
    expect(Object.fromEntries(headers)).toEqual({
      "content-length": "6",
      "content-type": "text/plain; charset=utf-8",
      server: "Yandex-Cloud-Functions/1.0",
      "x-content-type-options": "nosniff",
      "x-function-id": "f",
      "x-function-version-id": "v",
      "x-request-id": "r",
    });
  });

  test("is of the global class", () => {
    expect(respond({})).toBeInstanceOf(Response);
  });

  test("carries text, bytes and status", async () => {
    const text = respond({ statusCode: 418, body: "жук" });
    expect([text.status, await text.text()]).toEqual([418, "жук"]);
    const bytes = respond({ isBase64Encoded: true, body: "AP+A" });
    expect(new Uint8Array(await bytes.arrayBuffer())).toEqual(new Uint8Array([0, 255, 128]));
  });

  test("carries a decoded body under the length of the encoded one", async () => {
    const decoded = new Blob(["decoded"]).stream();
    const answer = envelopeResponse(JSON.stringify({ headers: { "Content-Encoding": "br" }, body: "abc" }));
    const response = toResponse(answer, ids, { decoded });
    expect(response.headers.get("Content-Length")).toBe("3");
    expect(await response.text()).toBe("decoded");
  });

  test("keeps cookies apart", () => {
    const cookies = ["a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "b=2"];
    expect(respond({ multiValueHeaders: { "Set-Cookie": cookies } }).headers.getSetCookie()).toEqual(cookies);
  });

  test("carries header text beyond ASCII as the bytes of its UTF-8", () => {
    const sent = respond({ headers: { "X-Name": "Ж é" } }).headers.get("X-Name") ?? "";
    expect(Buffer.from(sent, "latin1").toString()).toBe("Ж é");
  });

  test.each([204, 205, 304])("has neither body nor length with status %i", (statusCode) => {
    const response = respond({ statusCode, headers: { "Content-Length": "4" }, body: "gone" });
    expect(response.status).toBe(statusCode);
    expect(response.body).toBeNull();
    expect(response.headers.has("Content-Length")).toBe(false);
  });

  test("counts the length and does not believe the function's", () => {
    expect(respond({ headers: { "content-length": "999" }, body: "hi" }).headers.get("Content-Length")).toBe(
      "2",
    );
  });

  test("says whose fault an error is", () => {
    expect(toResponse(crashResponse(), ids).headers.get("X-Function-Error")).toBe("true");
    expect(respond({ statusCode: "200" }).headers.get("X-Function-Error")).toBe("true");
    expect(toResponse(timeoutResponse(), ids).headers.has("X-Function-Error")).toBe(false);
    expect(respond({ statusCode: 502 }).headers.has("X-Function-Error")).toBe(false);
  });
}
