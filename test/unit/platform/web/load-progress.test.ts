import { expect, test, vi } from "vitest";

const NO_ARRIVAL = { piece: () => {}, all: () => {} };

/** As on a page that was just opened: pieces are counted from the beginning. */
async function freshProgress() {
  vi.resetModules();
  const { progressOf, watch } = await import("../../../../src/platform/web/load-progress.ts");
  return (response: Response, onProgress: () => void, arrival = NO_ARRIVAL) =>
    watch(response, arrival, progressOf(response, onProgress));
}

const ofLength = (bytes: number, headers: Record<string, string> = {}): Response =>
  new Response(new Uint8Array(bytes), { headers: { "Content-Length": String(bytes), ...headers } });

test("reports the bytes of all files together, and how many there will be", async () => {
  const read = await freshProgress();
  const onProgress = vi.fn();
  await Promise.all([read(ofLength(3), onProgress), read(ofLength(5), onProgress)]);
  expect(onProgress.mock.lastCall).toEqual([{ loadedBytes: 8, totalBytes: 8 }]);
});

test.each([
  ["a file has no length", () => new Response(new Uint8Array(3))],
  ["a file is compressed on the way", () => ofLength(3, { "Content-Encoding": "br" })],
])("does not know how many there will be when %s", async (_, response) => {
  const read = await freshProgress();
  const onProgress = vi.fn();
  await read(ofLength(5), onProgress);
  await read(response(), onProgress);
  await read(ofLength(5), onProgress);
  expect(onProgress.mock.lastCall).toEqual([{ loadedBytes: 13, totalBytes: undefined }]);
});

test("a listener that throws, a network that breaks, and a response without a body do no harm", async () => {
  const read = await freshProgress();
  await read(ofLength(1), () => {
    throw new Error("the listener's");
  });
  const broken = new ReadableStream({ start: (controller) => controller.error(new Error("the network's")) });
  await read(new Response(broken), () => {});
  await read(new Response(null), () => {});
});

test("each piece and the end are reported as an arrival", async () => {
  const read = await freshProgress();
  const arrival = { piece: vi.fn(), all: vi.fn() };
  const pieces = [new Uint8Array(2), new Uint8Array(7)];
  await read(
    new Response(
      new ReadableStream({
        pull(controller) {
          const piece = pieces.shift();
          if (piece) controller.enqueue(piece);
          else controller.close();
        },
      }),
    ),
    () => {},
    arrival,
  );
  expect([arrival.piece.mock.calls, arrival.all.mock.calls]).toEqual([[[2], [7]], [[]]]);
});
