import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { loadAsset } from "../../../../src/platform/web/load-asset.ts";
import { settle, useFakeTimers } from "../../instance/fake-pool.ts";

const CONTENT = new Uint8Array([1, 2, 3, 4]);
const URL_OF_FILE = new URL("https://cdn.example/assets/python_stdlib.zip");

/** The browser's cache storage: one cache, by URL. */
let stored: Map<string, Response>;

beforeEach(() => {
  stored = new Map();
  const cache = {
    put: async (url: URL, response: Response) => void stored.set(String(url), response),
    keys: async () => [...stored.keys()],
    delete: async (url: string) => stored.delete(url),
  };
  vi.stubGlobal("caches", {
    open: async () => cache,
    match: async (url: URL) => stored.get(String(url))?.clone(),
  });
  onTestFinished(() => void vi.unstubAllGlobals());
});

function load(answer: Response | Promise<Response>, abort = new AbortController()) {
  // Of a kept file that proves to be damaged.
  vi.stubGlobal("fetch", async () => fresh());
  const asset = { url: URL_OF_FILE, answer: Promise.resolve(answer), abort, onProgress: undefined };
  return loadAsset(asset, async (file) =>
    file instanceof Response ? new Uint8Array(await file.arrayBuffer()) : file,
  );
}

/** A response of which the second half is never read when the first is kept. */
function fresh(etag = '"1"', content: BodyInit = CONTENT, type = "application/zip"): Response {
  return new Response(content, { headers: { ETag: etag, "Content-Type": type } });
}

async function kept(): Promise<Response> {
  await load(fresh());
  await vi.waitUntil(() => stored.size === 1, { timeout: 5_000 });
  return stored.get(URL_OF_FILE.href) as Response;
}

test("a file is kept, and taken from there while the server has the same", async () => {
  await kept();
  expect(await load(fresh('"1"', "no longer read"))).toEqual(CONTENT);
  expect(await load(fresh('"2"', new Uint8Array([9])))).toEqual(new Uint8Array([9]));
});

test("a kept file with any bit changed, cut short or exchanged is not used, and is kept anew", async () => {
  const whole = new Uint8Array(await (await kept()).clone().arrayBuffer());
  const { headers } = stored.get(URL_OF_FILE.href) as Response;
  const damaged = [
    whole.slice(0, -1),
    new Uint8Array(),
    new Uint8Array(5_000),
    new Uint8Array([...whole, 0]),
  ];
  for (let bit = 0; bit < whole.length * 8; bit += 5) {
    const file = whole.slice();
    file[bit >> 3] = (file[bit >> 3] as number) ^ (1 << (bit & 7));
    damaged.push(file);
  }
  for (const file of damaged) {
    stored.set(URL_OF_FILE.href, new Response(file, { headers }));
    expect(await load(fresh()), `${file}`).toEqual(CONTENT);
  }
  await expect
    .poll(
      async () => new Uint8Array(await (stored.get(URL_OF_FILE.href) as Response).clone().arrayBuffer()),
      {
        timeout: 5_000,
      },
    )
    .toEqual(whole);
  // Hundreds of damaged files, on a machine that may be busy.
}, 60_000);

test("a kept module that cannot be compiled is downloaded anew", async () => {
  const module = () => fresh('"1"', CONTENT, "application/wasm");
  await load(module());
  await vi.waitUntil(() => stored.size === 1);
  const { headers } = stored.get(URL_OF_FILE.href) as Response;
  stored.set(URL_OF_FILE.href, new Response("damaged", { headers }));
  vi.stubGlobal("fetch", async () => module());
  const asset = { url: URL_OF_FILE, answer: Promise.resolve(module()), abort: new AbortController() };
  const compile = async (file: Response | Uint8Array) => {
    const text = file instanceof Response ? await file.text() : "";
    if (text === "damaged") throw new Error("no module");
    return text.length;
  };
  expect(await loadAsset({ ...asset, onProgress: undefined }, compile)).toBe(CONTENT.length);
});

test("where nothing can be kept, each load asks the server", async () => {
  vi.stubGlobal("caches", undefined);
  expect(await load(fresh())).toEqual(CONTENT);
  expect(await load(fresh('"1"', new Uint8Array([9])))).toEqual(new Uint8Array([9]));
});

test("a status that is no success is an error", async () => {
  await expect(load(new Response("", { status: 404 }))).rejects.toThrow("answered with status 404");
});

test.each<[string, () => Promise<Response> | Response, number]>([
  ["that never begins", () => new Promise<Response>(() => {}), 0],
  [
    "that stops in the middle",
    () => fresh('"1"', new ReadableStream({ start: (it) => it.enqueue(CONTENT) })),
    4,
  ],
])(
  "a download %s ends after half a minute, in a sentence with its name and what was received",
  async (_what, answer, bytes) => {
    useFakeTimers();
    const abort = new AbortController();
    const ended = load(answer(), abort).catch((error: unknown) => error);
    for (let ticks = 0; ticks < 7; ticks += 1) {
      await settle();
      await vi.advanceTimersByTimeAsync(5_000);
    }
    expect(await ended).toEqual(
      expect.objectContaining({
        message: `${URL_OF_FILE}: nothing was received for 30 s, after ${bytes} bytes`,
      }),
    );
    expect([abort.signal.aborted, vi.getTimerCount()]).toEqual([true, 0]);
  },
);
