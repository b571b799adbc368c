import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contentOf } from "../../src/wire/kept-file.ts";

const built = new URL("../../dist/node/index.js", import.meta.url).href;
const base = mkdtempSync(join(tmpdir(), "pythonless-damaged-"));
const folder = join(base, "pythonless");

/** How many places of each file are damaged, one start for each. */
const PLACES = Number(process.env["PYTHONLESS_DAMAGES"] ?? 4);

/** What was kept, by the name of its file. */
let kept: ReadonlyMap<string, Uint8Array>;

beforeAll(() => {
  expect(start()).toEqual(FINE);
  kept = new Map(readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]));
  expect([...kept.keys()].map((name) => name.split("-")[0])).toEqual(["code", "snapshot"]);
});
afterAll(() => rmSync(base, { recursive: true }));

/** Of a file, from its first byte to its last. */
const places = Array.from({ length: PLACES }, (_, index) => index / Math.max(1, PLACES - 1));

const DAMAGES: readonly (readonly [string, (file: Uint8Array) => void])[] = [
  ...places.map(
    (place) =>
      [
        `have another byte at ${Math.round(place * 100)} %`,
        (file: Uint8Array) => {
          const index = Math.round(place * (file.length - 1));
          file[index] = ~(file[index] as number);
        },
      ] as const,
  ),
  ["are zero in their second half", (file) => file.fill(0, file.length >> 1)],
  [
    "have other bytes in many places",
    (file) => {
      for (let index = 4_000; index < file.length; index += 997) file[index] = (file[index] as number) ^ 0x55;
    },
  ],
];

describe("a process whose kept files", () => {
  test.each(DAMAGES)("%s answers as ever, and they are whole for the next one", (_what, damage) => {
    for (const [name, bytes] of kept) {
      const file = bytes.slice();
      damage(file);
      writeFileSync(join(folder, name), file);
    }
    expect(start()).toEqual(FINE);
    // On a busy machine a snapshot may take longer than close() waits for it; the next process makes it then.
    for (let starts = 0; starts < 3 && !areWhole(); starts += 1) expect(start()).toEqual(FINE);
    expect(areWhole()).toBe(true);
  });

  test("have each other's content answers as ever", () => {
    const [[code = "", codeBytes] = [], [snapshot = "", snapshotBytes] = []] = [...kept];
    writeFileSync(join(folder, code), snapshotBytes as Uint8Array);
    writeFileSync(join(folder, snapshot), codeBytes as Uint8Array);
    expect(start()).toEqual(FINE);
  });
});

const FINE = { status: 0, signal: null, stdout: "[1,2]\n", stderr: "" };

function areWhole(): boolean {
  return [...kept.keys()].every((name) => {
    const file = new Uint8Array(readFileSync(join(folder, name)));
    return contentOf(name.replace(".kept", ""), file) !== undefined;
  });
}

function start() {
  const script = `
    import { createFunction } from ${JSON.stringify(built)};
    const fn = createFunction({
      source: { "main.py": "import json\\ndef handler(event, context): return json.loads(event)" },
      entrypoint: "main.handler",
      snapshot: "function",
      executionTimeoutMs: 60_000,
    });
    console.log(JSON.stringify(await fn.invoke("[1, 2]")));
    await fn.close();`;
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", script],
    { encoding: "utf8", timeout: 60_000, env: { ...process.env, PYTHONLESS_CACHE: base } },
  );
  return { status, signal, stdout, stderr };
}
