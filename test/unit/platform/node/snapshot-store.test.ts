import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { snapshotStore } from "../../../../src/platform/node/snapshot-store.ts";

const KEY = "snapshot-00ff";
const OTHER_KEY = "snapshot-11ee";
const CONTENT = new Uint8Array([1, 2, 3]);
const MEGABYTE = 1024 * 1024;
const isRoot = process.getuid?.() === 0;
const hasPosix = process.platform !== "win32";

let base: string;
let folder: string;
let path: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "pythonless-store-"));
  folder = join(base, "pythonless");
  path = join(folder, `${KEY}.kept`);
  vi.stubEnv("PYTHONLESS_CACHE", base);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(base, { recursive: true });
  });
});

describe("the store of a user of Node", () => {
  test("gives what was written, in a folder and in files for this user alone", async () => {
    await snapshotStore.write(KEY, CONTENT);
    expect(await snapshotStore.read(KEY)).toEqual(CONTENT);
    expect(readdirSync(folder)).toEqual([`${KEY}.kept`]);
    if (hasPosix)
      expect([statSync(folder).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o700, 0o600]);
  });

  test("gives nothing where nothing was written, and makes no folder for that", async () => {
    expect(await snapshotStore.read(KEY)).toBeUndefined();
    expect(readdirSync(base)).toEqual([]);
  });

  test("gives the latest of two writers, and no draft stays", async () => {
    await Promise.all([1, 2, 3].map((value) => snapshotStore.write(KEY, new Uint8Array([value]))));
    expect([1, 2, 3]).toContain((await snapshotStore.read(KEY))?.[0]);
    expect(readdirSync(folder)).toEqual([`${KEY}.kept`]);
  });
});

/** Each with whether this machine and this user can bring it about. */
type Case = readonly [name: string, isPossible: boolean, bringAbout: () => void];

/** What may have happened to a file. It is whole again after the next write. */
const DAMAGES: readonly Case[] = [
  ["is empty", true, () => truncateSync(path)],
  ["is cut short", true, () => truncateSync(path, statSync(path).size - 1)],
  ["goes on", true, () => writeFileSync(path, Buffer.concat([readFileSync(path), CONTENT]))],
  ["is another kept file", true, () => renameSync(join(folder, `${OTHER_KEY}.kept`), path)],
  ["is larger than all that is kept", true, () => truncateSync(path, 600 * MEGABYTE)],
  [
    "is an empty folder",
    true,
    () => {
      rmSync(path);
      mkdirSync(path);
    },
  ],
  [
    "is a link to what was written",
    hasPosix,
    () => {
      renameSync(path, join(base, "moved"));
      symlinkSync(join(base, "moved"), path);
    },
  ],
  [
    "is a pipe without a writer",
    hasPosix,
    () => {
      rmSync(path);
      execFileSync("mkfifo", [path]);
    },
  ],
  ["can be written by others", hasPosix, () => chmodSync(path, 0o666)],
  ["belongs to another user", isRoot, () => chownSync(path, 12_345, 12_345)],
  ["cannot be read", hasPosix && !isRoot, () => chmodSync(path, 0)],
];

describe.each(possible(DAMAGES))("a file that %s", (_what, damage) => {
  test("counts as absent, and is whole again after the next write", async () => {
    await snapshotStore.write(OTHER_KEY, new Uint8Array([9]));
    await snapshotStore.write(KEY, CONTENT);
    damage();
    expect(await snapshotStore.read(KEY)).toBeUndefined();
    await snapshotStore.write(KEY, CONTENT);
    expect(await snapshotStore.read(KEY)).toEqual(CONTENT);
    expect(lstatSync(path).isFile()).toBe(true);
  });
});

test("a folder in place of a file keeps what is in it", async () => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  writeFileSync(join(path, "kept by somebody"), "");
  await expect(snapshotStore.write(KEY, CONTENT)).rejects.toThrow();
  expect(await snapshotStore.read(KEY)).toBeUndefined();
  expect([readdirSync(folder), readdirSync(path)]).toEqual([[`${KEY}.kept`], ["kept by somebody"]]);
});

/** What may stand where the folder should be. */
const PLACES: readonly Case[] = [
  ["a file", true, () => writeFileSync(folder, "mine")],
  [
    "a link to a folder",
    hasPosix,
    () => {
      mkdirSync(join(base, "elsewhere"), { mode: 0o700 });
      symlinkSync(join(base, "elsewhere"), folder);
    },
  ],
  ["a link to nothing", hasPosix, () => symlinkSync(join(base, "nothing"), folder)],
  [
    "a folder that others can write to",
    hasPosix,
    () => {
      mkdirSync(folder);
      chmodSync(folder, 0o777);
    },
  ],
  [
    "another user's folder",
    isRoot,
    () => {
      mkdirSync(folder, { mode: 0o700 });
      chownSync(folder, 12_345, 12_345);
    },
  ],
];

describe.each(possible(PLACES))("in place of the folder, %s", (_what, place) => {
  test("is neither read from nor written to", async () => {
    await snapshotStore.write(KEY, CONTENT);
    renameSync(folder, join(base, "before"));
    place();
    const before = listed(base);
    await expect(snapshotStore.write(KEY, CONTENT)).rejects.toThrow();
    expect(await snapshotStore.read(KEY)).toBeUndefined();
    expect(listed(base)).toEqual(before);
  });
});

describe("the store's size", () => {
  const name = (key: string) => `${key}.kept`;
  /** A file of that size, used that many hours ago, that takes no room on the disk. */
  function put(file: string, megabytes: number, hoursAgo: number): void {
    writeFileSync(join(folder, file), "");
    truncateSync(join(folder, file), megabytes * MEGABYTE);
    const time = new Date(Date.now() - hoursAgo * 3_600_000);
    utimesSync(join(folder, file), time, time);
  }

  test("has a limit, beyond which the longest unused files go", async () => {
    await snapshotStore.write(KEY, CONTENT);
    put(name("snapshot-01"), 200, 1);
    put(name("snapshot-02"), 200, 2);
    put(name("code-03"), 200, 3);
    put(name("snapshot-04"), 200, 4);
    await snapshotStore.write(OTHER_KEY, CONTENT);
    expect(readdirSync(folder)).toEqual([
      name(KEY),
      name("snapshot-01"),
      name("snapshot-02"),
      name(OTHER_KEY),
    ]);
  });

  test("counts and removes no file of others, nor what a link leads to", async () => {
    await snapshotStore.write(KEY, CONTENT);
    put("holiday.mp4", 600, 1_000);
    put("snapshot-of-the-garden.jpg", 600, 1_000);
    put(name("snapshot-05"), 100, 5);
    mkdirSync(join(folder, name("snapshot-06")));
    writeFileSync(join(base, "precious"), "");
    truncateSync(join(base, "precious"), 600 * MEGABYTE);
    if (hasPosix) symlinkSync(join(base, "precious"), join(folder, name("snapshot-07")));
    const before = listed(base);
    await snapshotStore.write(KEY, CONTENT);
    expect(listed(base)).toEqual(before);
  });

  test("does not grow by drafts of processes that ended while they wrote", async () => {
    await snapshotStore.write(KEY, CONTENT);
    const draft = (digit: number) =>
      `${name(KEY)}.${String(digit).repeat(8)}-0000-4000-8000-000000000000.draft`;
    put(draft(1), 1, 2);
    put(draft(2), 1, 0);
    await snapshotStore.write(KEY, CONTENT);
    expect(readdirSync(folder)).toEqual([name(KEY), draft(2)]);
  });

  test("keeps longest what is used", async () => {
    await snapshotStore.write(KEY, CONTENT);
    const before = new Date(Date.now() - 7_200_000);
    utimesSync(path, before, before);
    await snapshotStore.read(KEY);
    expect(statSync(path).mtimeMs).toBeGreaterThan(Date.now() - 60_000);
  });
});

function listed(root: string): readonly string[] {
  return readdirSync(root, { recursive: true }).map(String).toSorted();
}

function possible(cases: readonly Case[]): readonly (readonly [name: string, bringAbout: () => void])[] {
  return cases.flatMap(([name, isPossible, bringAbout]) => (isPossible ? [[name, bringAbout] as const] : []));
}
