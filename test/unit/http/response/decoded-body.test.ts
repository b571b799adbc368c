import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { decodedBody } from "../../../../src/http/response/decoded-body.ts";
import { findDecoder } from "../../../../src/platform/node/decoders.ts";

const TEXT = '{"ok": true, "word": "жук"}';

async function read(encoded: Uint8Array, ...codings: string[]): Promise<string | undefined> {
  const headers = codings.map((coding): [string, string] => ["content-Encoding", coding]);
  const body = await decodedBody(new Uint8Array(encoded), headers, async (coding) => findDecoder(coding));
  return body && new Response(body).text();
}

describe("decodedBody()", () => {
  test.each([
    ["gzip", gzipSync(TEXT), ["gzip"]],
    ["gzip by its old name, in capitals", gzipSync(TEXT), ["X-GZIP"]],
    ["gzip in two members", Buffer.concat([gzipSync(TEXT.slice(0, 9)), gzipSync(TEXT.slice(9))]), ["gzip"]],
    ["deflate", deflateSync(TEXT), ["deflate"]],
    ["deflate without its header", deflateRawSync(TEXT), ["deflate"]],
    ["br", brotliCompressSync(TEXT), ["br"]],
    ["codings one upon the other", brotliCompressSync(gzipSync(TEXT)), ["gzip, br"]],
    ["the same in two headers", brotliCompressSync(gzipSync(TEXT)), ["gzip", "br"]],
    ["gzip beside identity", gzipSync(TEXT), ["identity, gzip"]],
  ])("decodes %s", async (_, encoded, codings) => {
    expect(await read(encoded, ...codings)).toBe(TEXT);
  });

  test.each([
    ["without a coding", []],
    ["with none by name", ["identity"]],
    ["with an unknown coding", ["compress"]],
    ["with an unknown coding upon a known one", ["gzip, aws-chunked"]],
    ["with more codings than anyone uses", ["gzip, gzip, gzip, gzip, gzip, gzip"]],
  ])("leaves a body %s", async (_, codings) => {
    expect(await read(gzipSync(TEXT), ...codings)).toBeUndefined();
  });

  test("leaves an empty body, which is no gzip", async () => {
    expect(await read(new Uint8Array(), "gzip")).toBeUndefined();
  });

  test("gives as much of a body that ends early as there is", async () => {
    expect(await read(gzipSync(TEXT).subarray(0, -8), "gzip")).toBe(TEXT);
  });

  test("says what is wrong with a body that is not so encoded", async () => {
    await expect(read(new TextEncoder().encode("H4sIAAAAAAAA"), "gzip")).rejects.toThrow(
      'The body of the response is not what its Content-Encoding says (gzip): incorrect header check. Return encoded bytes as base64, with "isBase64Encoded": true.',
    );
  });

  test("decodes no more than is read", async () => {
    const encoded = new Uint8Array(gzipSync(Buffer.alloc(200_000_000)));
    const body = await decodedBody(encoded, [["Content-Encoding", "gzip"]], async (coding) =>
      findDecoder(coding),
    );
    const reader = body?.getReader();
    expect((await reader?.read())?.value?.length).toBeLessThan(1_000_000);
    await reader?.cancel();
  });
});
