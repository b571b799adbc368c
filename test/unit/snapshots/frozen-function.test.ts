import { describe, expect, test, vi } from "vitest";
import type { SnapshotStore } from "../../../src/platform/platform.ts";
import { FrozenFunction } from "../../../src/snapshots/frozen-function.ts";
import type { FreezeRequest, FreezeResult, PrepareRequest, StartResult } from "../../../src/wire/protocol.ts";
import { type FakePlatform, fakePlatform, type Plan, STARTED } from "../instance/fake-platform.ts";
import { settle, useFakeTimers } from "../instance/fake-pool.ts";
import { until } from "../turns.ts";

const IMAGE = new Uint8Array([1, 2, 3]);
const FRESH = new Uint8Array([4, 5, 6]);
const REFUSED: StartResult = { kind: "started", memoryBytes: 1, isSnapshotRefused: true };

describe("a frozen function", () => {
  test("has no snapshot until it was made, and one from then on", async () => {
    const { frozen, store, asked } = freezing(() => ({ kind: "frozen", image: IMAGE }));
    expect(await frozen.snapshot).toBeUndefined();
    await made(frozen);
    const [key = ""] = store.keys();
    expect(key).toMatch(/^snapshot-[0-9a-f]{64}$/);
    expect(await frozen.snapshot).toEqual({ key, image: IMAGE });
    expect(asked.map((request) => request.key)).toEqual([key]);
  });

  test("is made once, however often it is asked for", async () => {
    const { frozen, asked } = freezing(() => ({ kind: "frozen", image: IMAGE }));
    frozen.make(() => {});
    await made(frozen);
    expect(asked).toHaveLength(1);
  });

  test("is not made again where it is stored", async () => {
    const first = freezing(() => ({ kind: "frozen", image: IMAGE }));
    await made(first.frozen);
    const second = freezing(() => ({ kind: "frozen", image: IMAGE }), { store: first.store });
    expect((await second.frozen.snapshot)?.image).toEqual(IMAGE);
    await made(second.frozen);
    expect(second.asked).toEqual([]);
  });

  test("that cannot be frozen says so, and is not tried again by the next process", async () => {
    const notice = "The function cannot be frozen: it writes. It starts from the base snapshot.";
    const first = freezing(() => ({ kind: "refused", reason: "it writes" }));
    expect(await made(first.frozen)).toEqual([notice]);
    const second = freezing(() => ({ kind: "frozen", image: IMAGE }), { store: first.store });
    expect(await second.frozen.snapshot).toBeUndefined();
    expect(await made(second.frozen)).toEqual([notice]);
    expect(second.asked).toEqual([]);
  });

  test.each<[string, (platform: FakePlatform) => Promise<FreezeResult>]>([
    [
      "its worker dies",
      async ({ workers }) => {
        workers[0]?.die("exit code 1");
        return new Promise(() => {});
      },
    ],
    ["its worker fails", async () => ({ kind: "failed", reason: "out of memory" })],
  ])(
    "that could not be frozen this time since %s says so, and is tried again by the next process",
    async (_why, fail) => {
      const first = freezing(() => fail(first.platform));
      expect(await made(first.frozen)).toEqual([expect.stringMatching(/exit code 1|out of memory/)]);
      expect(first.store.size).toBe(0);
      const second = freezing(() => ({ kind: "frozen", image: IMAGE }), { store: first.store });
      expect(await made(second.frozen)).toEqual([]);
      expect(await second.frozen.snapshot).toMatchObject({ image: IMAGE });
    },
  );

  test.each<[string, () => Promise<StartResult>]>([
    ["is refused", async () => REFUSED],
    ["ends its interpreter", () => Promise.reject(new Error("the worker ended"))],
  ])("whose stored snapshot %s is made again after the next call", async (_how, start) => {
    const store = await storeWithOne();
    const [key = ""] = store.keys();
    const { frozen } = freezing(() => ({ kind: "frozen", image: FRESH }), { store, start });
    expect((await frozen.snapshot)?.image).toEqual(IMAGE);
    await started(frozen);
    expect(await frozen.snapshot).toBeUndefined();
    await made(frozen);
    expect([await frozen.snapshot, store.get(key)]).toEqual([{ key, image: FRESH }, FRESH]);
  });

  test("keeps a snapshot that was of use, and the successor of one that others have found to be of none", async () => {
    const results: Promise<StartResult>[] = [];
    let refuseLate = (): void => {};
    results.push(
      new Promise((resolve) => {
        refuseLate = () => resolve(REFUSED);
      }),
      Promise.resolve(REFUSED),
      Promise.resolve(STARTED),
    );
    const start = () => results.shift() ?? STARTED;
    const store = await storeWithOne();
    const { frozen, asked } = freezing(() => ({ kind: "frozen", image: FRESH }), { store, start });
    const late = started(frozen);
    await vi.waitUntil(() => results.length === 2);
    await started(frozen);
    await made(frozen);
    refuseLate();
    await late;
    await started(frozen);
    await made(frozen);
    expect([(await frozen.snapshot)?.image, asked.length]).toEqual([FRESH, 1]);
  });

  test("is done without where nothing can be stored or read", async () => {
    const broken = {
      read: () => Promise.reject(new Error("no disk")),
      write: () => Promise.reject(new Error("no disk")),
    };
    const { frozen } = freezing(() => ({ kind: "frozen", image: IMAGE }), { snapshots: broken });
    expect(await frozen.snapshot).toBeUndefined();
    expect(await made(frozen)).toEqual([
      "The function's snapshot cannot be kept: Error: no disk. Each process makes its own.",
    ]);
    // Made once, it serves this process.
    expect((await frozen.snapshot)?.image).toEqual(IMAGE);
  });

  test("starts without a snapshot whose file is not read within five seconds", async () => {
    useFakeTimers();
    const store = { read: () => new Promise<never>(() => {}), write: async () => {} };
    const { frozen } = freezing(() => ({ kind: "frozen", image: IMAGE }), { snapshots: store });
    const snapshot = frozen.snapshot;
    while (vi.getTimerCount() === 0) await settle();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await snapshot).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("that another build could not freeze is tried again", async () => {
    const first = freezing(() => ({ kind: "refused", reason: "it writes" }));
    await made(first.frozen);
    const [[key, entry] = ["", new Uint8Array()]] = first.store;
    const text = new TextDecoder().decode(entry).replace("by build :", "by build 0123abcd:");
    first.store.set(key, new TextEncoder().encode(text));
    const second = freezing(() => ({ kind: "frozen", image: IMAGE }), { store: first.store });
    expect(await second.frozen.snapshot).toBeUndefined();
    expect(await made(second.frozen)).toEqual([]);
    expect((await second.frozen.snapshot)?.image).toEqual(IMAGE);
  });

  test("ends its worker, whatever came of it", async () => {
    const { frozen, platform } = freezing(() => Promise.reject(new Error("lost")));
    await made(frozen);
    expect(platform.workers.map((worker) => [worker.terminations, worker.keptAlive.at(-1)])).toEqual([
      [1, false],
    ]);
  });

  test.each<[string, Partial<PrepareRequest["settings"]>, PrepareRequest["files"]]>([
    ["a file's content", {}, { "main.py": new Uint8Array([9]) }],
    ["a file's name", {}, { "other.py": new Uint8Array([5]) }],
    [
      "where one file ends and the next begins",
      {},
      { "main.py": new Uint8Array(), "b.py": new Uint8Array([5]) },
    ],
    ["the entry point", { entryPoint: "main.other" }, { "main.py": new Uint8Array([5]) }],
    ["the environment", { environment: { STAGE: "x" } }, { "main.py": new Uint8Array([5]) }],
    ["the memory", { memoryMb: 256 }, { "main.py": new Uint8Array([5]) }],
  ])("is another when %s is another", async (_what, settings, files) => {
    const { frozen, store } = freezing(() => ({ kind: "frozen", image: IMAGE }));
    await made(frozen);
    const other = freezing(() => ({ kind: "frozen", image: IMAGE }), {
      store,
      prepare: prepareRequest(settings, files),
    });
    expect(await other.frozen.snapshot).toBeUndefined();
  });

  test("is another in another engine", async () => {
    const { frozen, store } = freezing(() => ({ kind: "frozen", image: IMAGE }));
    await made(frozen);
    const other = freezing(() => ({ kind: "frozen", image: IMAGE }), { store, engine: "fake 2" });
    expect(await other.frozen.snapshot).toBeUndefined();
  });

  test("is the same whatever the token and the ids are: the import does not see them", async () => {
    const { frozen, store } = freezing(() => ({ kind: "frozen", image: IMAGE }));
    await made(frozen);
    const again = prepareRequest({ functionName: "other", token: null });
    expect(
      await freezing(() => ({ kind: "refused", reason: "" }), { store, prepare: again }).frozen.snapshot,
    ).toBeDefined();
  });
});

describe("close() of a function that is being frozen", () => {
  test("waits until the snapshot is kept", async () => {
    const { frozen, store } = freezing(() => ({ kind: "frozen", image: IMAGE }));
    frozen.make(() => {});
    await frozen.close();
    expect([...store.values()]).toEqual([IMAGE]);
  });

  test("waits five seconds for an import that does not end, and ends its worker", async () => {
    const { frozen, store, asked, platform } = freezing(() => new Promise<never>(() => {}));
    frozen.make(() => {});
    await until(() => asked.length === 1);
    useFakeTimers();
    let isClosed = false;
    const closing = frozen.close().then(() => {
      isClosed = true;
    });
    await vi.advanceTimersByTimeAsync(4_999);
    expect([isClosed, platform.workers[0]?.terminations]).toEqual([false, 0]);
    await vi.advanceTimersByTimeAsync(1);
    await closing;
    expect([platform.workers[0]?.terminations, platform.workers[0]?.keptAlive.at(-1)]).toEqual([1, false]);
    expect(store.size).toBe(0);
  });

  test.each(["read", "write"] as const)(
    "waits five seconds for a store whose %s() does not end",
    async (method) => {
      useFakeTimers();
      const endless = vi.fn(() => new Promise<never>(() => {}));
      const store = { read: async () => undefined, write: async () => {}, [method]: endless };
      const { frozen } = freezing(() => ({ kind: "frozen", image: IMAGE }), { snapshots: store });
      frozen.make(() => {});
      while (endless.mock.calls.length === 0) await settle();
      const closing = frozen.close();
      await vi.advanceTimersByTimeAsync(5_000);
      await closing;
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test("lets nothing be frozen from then on", async () => {
    const { frozen, asked } = freezing(() => ({ kind: "frozen", image: IMAGE }));
    await frozen.close();
    await made(frozen);
    expect(asked).toEqual([]);
  });
});

/** Starts an interpreter from the snapshot, and waits until it is known whether that was of use. */
async function started(frozen: FrozenFunction): Promise<void> {
  const interpreter = frozen.start();
  await interpreter.started.catch(() => {});
  await new Promise((resolve) => setImmediate(resolve));
}

interface Surroundings {
  readonly store?: Map<string, Uint8Array>;
  readonly snapshots?: SnapshotStore;
  readonly prepare?: PrepareRequest;
  readonly engine?: string;
  readonly start?: Plan["start"];
}

function freezing(
  freeze: (request: FreezeRequest) => FreezeResult | Promise<FreezeResult>,
  { store = new Map(), prepare = prepareRequest(), engine = "fake 1", ...given }: Surroundings = {},
) {
  const snapshots = given.snapshots ?? {
    read: async (key: string) => store.get(key),
    write: async (key: string, image: Uint8Array) => {
      store.set(key, image);
    },
  };
  const asked: FreezeRequest[] = [];
  const platform = fakePlatform({
    engine,
    snapshots,
    ...(given.start && { start: given.start }),
    freeze: (request) => {
      asked.push(request);
      return freeze(request);
    },
  });
  return {
    frozen: new FrozenFunction({ platform, prepare, assetsUrl: undefined }),
    store,
    asked,
    platform,
  };
}

/** A store that holds a snapshot of the function that is frozen here. */
async function storeWithOne(): Promise<Map<string, Uint8Array>> {
  const { frozen, store } = freezing(() => ({ kind: "frozen", image: IMAGE }));
  await made(frozen);
  return store;
}

async function made(frozen: FrozenFunction): Promise<string[]> {
  const notices: string[] = [];
  frozen.make((notice) => notices.push(notice));
  await frozen.close();
  return notices;
}

function prepareRequest(
  settings: Partial<PrepareRequest["settings"]> = {},
  files: PrepareRequest["files"] = { "main.py": new Uint8Array([5]) },
): PrepareRequest {
  return {
    files,
    settings: { entryPoint: "main.handler", environment: {}, ...settings } as PrepareRequest["settings"],
    limits: { memoryBytes: settings.memoryMb ?? 128, temporaryFilesBytes: 1, logBytes: 1 },
  };
}
