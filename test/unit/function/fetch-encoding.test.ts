import { gzipSync } from "node:zlib";
import { expect, test, vi } from "vitest";
import { headOf } from "../../../src/outbound/response-head.ts";
import { findDecoder } from "../../../src/platform/node/decoders.ts";
import { resultMessage } from "../instance/fake-platform.ts";
import { open } from "./open-function.ts";

vi.mock("../../../src/platform/node/platform.ts", () => import("./fake-host.ts"));

const GZIP = gzipSync('{"ok": true}');

function openEncoded() {
  const envelope = {
    headers: { "Content-Type": "application/json", "Content-Encoding": "gzip" },
    body: GZIP.toString("base64"),
    isBase64Encoded: true,
  };
  const text = JSON.stringify(envelope);
  return open({
    findDecoder: async (coding) => findDecoder(coding),
    onCall: ({ callId }, worker) => worker.post(resultMessage(text, { callId })),
  });
}

test("an encoded body reads as that of fetch does, with the headers that came over the network", async () => {
  const response = await openEncoded().fetch(new Request("http://localhost/"));
  expect(response.headers.get("content-encoding")).toBe("gzip");
  expect(response.headers.get("content-length")).toBe(String(GZIP.length));
  expect(await response.clone().json()).toEqual({ ok: true });
  expect(await response.json()).toEqual({ ok: true });
});

test("decompress: false gives the bytes of the function", async () => {
  const response = await openEncoded().fetch(new Request("http://localhost/"), { decompress: false });
  expect(Buffer.from(await response.arrayBuffer()).equals(GZIP)).toBe(true);
});

test("HEAD has the length of the body and no body, as with fetch", async () => {
  const response = await openEncoded().fetch(new Request("http://localhost/", { method: "HEAD" }));
  expect(response.body).toBeNull();
  expect(response.headers.get("content-length")).toBe(String(GZIP.length));
});

test("another function that reaches this one is not told of a coding that is gone", async () => {
  const fn = openEncoded();
  const means = { streamsRequests: true, showsRedirects: true, hidesEncoding: false } as never;
  const names = async (decompress: boolean) => {
    const response = await fn.fetch(new Request("http://localhost/"), { decompress });
    return headOf(response, "GET", means).headers.map(([name]) => name);
  };
  expect(await names(true)).not.toContain("content-encoding");
  expect(await names(false)).toContain("content-encoding");
});

test("decompress has to be a boolean", async () => {
  const fetched = openEncoded().fetch(new Request("http://localhost/"), { decompress: "no" as never });
  await expect(fetched).rejects.toThrow('decompress: expected true or false, got "no" (string).');
});
