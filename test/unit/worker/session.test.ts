import { describe, expect, test } from "vitest";
import { VERSION } from "../../../src/wire/version.ts";
import { createSession } from "../../../src/worker/session.ts";
import { ignore, PREPARE, realmOf, START } from "./fake-realm.ts";

describe("start()", () => {
  test("of another version is refused as a value, before Python is started", async () => {
    let starts = 0;
    const startPython = async () => {
      starts += 1;
      throw new Error("started");
    };
    const realm = await realmOf(ignore)();
    const session = createSession(async () => ({ ...realm, startPython }));
    const result = await session.start({ ...START, version: "0.0.1" });
    expect([result, starts]).toEqual([{ kind: "version-mismatch", version: VERSION }, 0]);
  });

  test("tells the memory of the interpreter", async () => {
    expect(await createSession(realmOf(ignore)).start(START)).toEqual({ kind: "started", memoryBytes: 99 });
  });

  test("passes on why it was slow", async () => {
    const session = createSession(realmOf(ignore, ignore, "There is no snapshot."));
    expect(await session.start(START)).toMatchObject({ kind: "started", warning: "There is no snapshot." });
  });

  test("says that the function's snapshot was of no use", async () => {
    const functionSnapshot = { key: "k", image: new Uint8Array() };
    const started = await createSession(realmOf(ignore)).start({ ...START, functionSnapshot });
    expect(started).toMatchObject({ kind: "started", isSnapshotRefused: true });
  });

  test.each<[string, unknown, RegExp]>([
    ["an Error, with its stack", new RangeError("no memory"), /^RangeError: no memory\n +at /],
    ["an error of another realm", { stack: "Error: far\n    at far.js" }, /^Error: far\n {4}at far\.js$/],
    ["an error without a stack", { message: "bare" }, /^bare$/],
    ["a text", "text", /^text$/],
    ["nothing", undefined, /^undefined$/],
  ])("gives as a value what it fails with: %s", async (_, thrown, reason) => {
    const session = createSession(() => Promise.reject(thrown));
    expect(await session.start(START)).toEqual({ kind: "failed", reason: expect.stringMatching(reason) });
  });
});

describe("prepare()", () => {
  test("waits for start()", async () => {
    const session = createSession(realmOf(ignore));
    const prepared = session.prepare(PREPARE, new MessageChannel().port1);
    await session.start(START);
    expect(await prepared).toMatchObject({ kind: "started" });
  });

  test.each([
    ["failed", () => Promise.reject(new Error("no memory")), START],
    ["was of another version", realmOf(ignore), { ...START, version: "0.0.1" }],
  ])("fails as a value when start() %s", async (_, openRealm, request) => {
    const session = createSession(openRealm);
    const prepared = session.prepare(PREPARE, new MessageChannel().port1);
    await session.start(request);
    expect(await prepared).toEqual({
      kind: "failed",
      reason: expect.stringContaining("the interpreter did not start"),
    });
  });

  test("hands the request to Python, and its failure is a value", async () => {
    const asked: unknown[] = [];
    const session = createSession(
      realmOf(ignore, (request) => {
        asked.push(request);
        throw new Error("disk full");
      }),
    );
    await session.start(START);
    expect(await session.prepare(PREPARE, new MessageChannel().port1)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("disk full"),
    });
    expect(asked).toEqual([PREPARE]);
  });
});

describe("freeze()", () => {
  const request = { ...START, key: "k", prepare: PREPARE };

  test("gives the realm's", async () => {
    const frozen = { kind: "frozen", image: new Uint8Array([8]) };
    expect(await createSession(realmOf(ignore)).freeze(request)).toEqual(frozen);
  });

  test("that fails is no refusal: the next one may go well", async () => {
    const session = createSession(() => Promise.reject(new Error("no memory")));
    expect(await session.freeze(request)).toEqual({ kind: "failed", reason: "no memory" });
  });
});

test("makeSnapshot() gives the realm's", async () => {
  expect(await createSession(realmOf(ignore)).makeSnapshot(START)).toEqual(new Uint8Array([7]));
});
