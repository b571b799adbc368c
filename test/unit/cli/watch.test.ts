import { mkdir, mkdtemp, readFile, rename, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { watchSource } from "../../../src/cli/watch.ts";
import { until } from "../turns.ts";

let home: string;
let source: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "pythonless-watch-"));
  source = join(home, "built");
  await write("built/main.py");
});
afterEach(() => rm(home, { recursive: true }));

async function write(path: string, content = path): Promise<void> {
  await mkdir(dirname(join(home, path)), { recursive: true });
  await writeFile(join(home, path), content);
}

/** Replaces a link by renaming another one over it, as `ln -sfn` does. */
async function turn(link: string, target: string): Promise<void> {
  await symlink(target, join(home, `${link}.new`));
  await rename(join(home, `${link}.new`), join(home, link));
}

/**
 * Watches, and reads a file of the source at each report, as a reload does. `reads` waits until it has read that, and
 * `hears` until a path is reported.
 */
async function watch({ path = source, file = "main.py", otherFiles = [] as readonly string[] } = {}) {
  const heard = new Set<string>();
  const errors: unknown[] = [];
  let content: string | undefined;
  const watching = await watchSource(path, {
    otherFiles,
    isOwnOutput: () => false,
    onChange: async (paths) => {
      for (const changed of paths) heard.add(changed);
      content = await readFile(join(path, file), "utf8").catch(() => "nothing");
    },
    onError: (error) => errors.push(error),
  });
  onTestFinished(async () => {
    await watching.close();
    expect(errors).toEqual([]);
  });
  return {
    reads: (expected: string) => until(() => content === expected),
    async hears(changed: string): Promise<void> {
      await until(() => heard.has(changed));
      heard.clear();
    },
  };
}

describe("a change is reported, and those after it, when", () => {
  test("another folder takes the place of the source", async () => {
    const { reads } = await watch();
    for (const round of [1, 2]) {
      await rename(source, join(home, `old${round}`));
      await write("built/main.py", `built ${round}`);
      await reads(`built ${round}`);
      await write("built/main.py", `edited ${round}`);
      await reads(`edited ${round}`);
    }
  });

  test("the source is deleted and built anew at once", async () => {
    const { reads } = await watch();
    for (const round of [1, 2, 3]) {
      await rm(source, { recursive: true });
      await write("built/main.py", `built ${round}`);
      await reads(`built ${round}`);
      await write("built/main.py", `edited ${round}`);
      await reads(`edited ${round}`);
    }
  });

  test("the source is gone for a while", async () => {
    const { reads, hears } = await watch();
    await rm(source, { recursive: true });
    await hears("built");
    await reads("nothing");
    await write("built/main.py", "back");
    await reads("back");
    await write("built/main.py", "edited");
    await reads("edited");
  });

  test("the folder above it is gone for a while", async () => {
    await write("above/built/main.py");
    const { reads } = await watch({ path: join(home, "above/built") });
    await rename(join(home, "above"), join(home, "away"));
    await reads("nothing");
    await rename(join(home, "away"), join(home, "above"));
    await reads("above/built/main.py");
    await write("above/built/main.py", "edited");
    await reads("edited");
  });

  test("a folder in the source is replaced", async () => {
    await write("built/lib/words.py");
    const { reads, hears } = await watch({ file: "lib/words.py" });
    await write("next/words.py");
    await rename(join(source, "lib"), join(home, "old"));
    await rename(join(home, "next"), join(source, "lib"));
    await reads("next/words.py");
    await write("built/lib/words.py", "edited");
    await reads("edited");
    await write("built/lib/other.py");
    await hears(join("lib", "other.py"));
  });

  test("the source is a link that is turned elsewhere", async () => {
    for (const version of [1, 2]) await write(`releases/${version}/main.py`);
    await symlink("releases/1", join(home, "current"));
    const { reads, hears } = await watch({ path: join(home, "current") });
    await turn("current", "releases/2");
    await hears("current");
    await reads("releases/2/main.py");
    await write("releases/2/main.py", "edited");
    await reads("edited");
  });

  test.each([
    ["folder", "lib", "../shared/1", "../shared/2", "lib/words.py"],
    ["file", "words.py", "../shared/1/words.py", "../shared/2/words.py", "words.py"],
  ])("a link to a %s in the source is turned elsewhere", async (_, link, before, after, file) => {
    for (const version of [1, 2]) await write(`shared/${version}/words.py`);
    await symlink(before, join(source, link));
    const { reads, hears } = await watch({ file });
    await turn(`built/${link}`, after);
    await hears(link);
    await reads("shared/2/words.py");
    await write("shared/2/words.py", "edited");
    await reads("edited");
  });

  test("a link that was added later is turned elsewhere", async () => {
    for (const version of [1, 2]) await write(`shared/${version}/words.py`);
    const { reads } = await watch({ file: "lib/words.py" });
    await symlink("../shared/1", join(source, "lib"));
    await reads("shared/1/words.py");
    await turn("built/lib", "../shared/2");
    await reads("shared/2/words.py");
  });

  test("the file behind a link is replaced", async () => {
    await write("shared/words.py");
    await symlink("../shared/words.py", join(source, "words.py"));
    const { reads } = await watch({ file: "words.py" });
    for (const round of [1, 2]) {
      await write("shared/next.py", `round ${round}`);
      await rename(join(home, "shared/next.py"), join(home, "shared/words.py"));
      await reads(`round ${round}`);
    }
  });

  test("an editor saves by renaming a file over the old one", async () => {
    const { reads, hears } = await watch();
    for (const round of [1, 2]) {
      await write("built/main.py.tmp", `round ${round}`);
      await rename(join(source, "main.py.tmp"), join(source, "main.py"));
      await reads(`round ${round}`);
      await hears("main.py");
    }
  });

  test("a zip is written, replaced, and gone for a while", async () => {
    await write("built.zip");
    const { reads } = await watch({ path: join(home, "built.zip"), file: "" });
    await write("built.zip", "written again");
    await reads("written again");
    await write("next.zip", "next");
    await rename(join(home, "next.zip"), join(home, "built.zip"));
    await reads("next");
    await unlink(join(home, "built.zip"));
    await reads("nothing");
    await write("built.zip", "back");
    await reads("back");
  });

  test("a wheel or a file with variables beside the source is replaced", async () => {
    await write("dist/a.whl");
    await write(".env", "A=1");
    const [wheel, variables] = [join(home, "dist/a.whl"), join(home, ".env")];
    const { hears } = await watch({ otherFiles: [wheel, variables] });
    await write("dist/a.whl", "built again");
    await hears(relative(source, wheel));
    await write(".env", "A=22");
    await hears(relative(source, variables));
  });
});

test("links that lead back, or nowhere, or into ignored folders keep nothing from being watched", async () => {
  await symlink(".", join(source, "again"));
  await symlink("nowhere", join(source, "lost"));
  await write("built/.venv/lib/main.py");
  const { reads } = await watch();
  await write("built/main.py", "edited");
  await reads("edited");
});

test("nothing is reported while nothing changes, and nothing after the end", async () => {
  const heard: string[] = [];
  const watching = await watchSource(source, {
    isOwnOutput: () => false,
    onChange: async (paths) => void heard.push(...paths),
    onError: (error) => void heard.push(String(error)),
  });
  await write("built/main.py", "later");
  await until(() => heard.length > 0);
  await watching.close();
  await rm(source, { recursive: true });
  await write("built/main.py", "after the end");
  expect(heard).toEqual(["main.py"]);
});
