import { expect, test, vi } from "vitest";

/** As on a page that was just opened: what came is counted from its beginning. */
async function freshCount() {
  vi.resetModules();
  return (await import("../../../../src/platform/web/load-progress.ts")).count;
}

const ofLength = (bytes: number, headers: Record<string, string> = {}): Response =>
  new Response(new Uint8Array(bytes), { headers: { "Content-Length": String(bytes), ...headers } });

test("tells the bytes of all files together, and how many there will be", async () => {
  const count = await freshCount();
  const onProgress = vi.fn();
  await Promise.all([count(ofLength(3), onProgress), count(ofLength(5), onProgress)]);
  expect(onProgress.mock.lastCall).toEqual([{ loadedBytes: 8, totalBytes: 8 }]);
});

test.each([
  ["a file has no length", () => new Response(new Uint8Array(3))],
  ["a file is compressed on the way", () => ofLength(3, { "Content-Encoding": "br" })],
])("does not know how many there will be when %s", async (_, response) => {
  const count = await freshCount();
  const onProgress = vi.fn();
  await count(ofLength(5), onProgress);
  await count(response(), onProgress);
  await count(ofLength(5), onProgress);
  expect(onProgress.mock.lastCall).toEqual([{ loadedBytes: 13, totalBytes: undefined }]);
});

test("a listener that throws, a network that breaks, and a response without a body do no harm", async () => {
  const count = await freshCount();
  await count(ofLength(1), () => {
    throw new Error("the listener's");
  });
  const broken = new ReadableStream({ start: (controller) => controller.error(new Error("the network's")) });
  await count(new Response(broken), () => {});
  await count(new Response(null), () => {});
});
