import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, inject, test } from "vitest";
import { pages } from "../docs/generate.mjs";
import { type CodeBlock, readPage } from "../unit/house/docs/markdown.ts";
import { runNode } from "./command.ts";

const app = inject("app");

const runnable = ["README.md", ...pages()].flatMap((page) => {
  const { blocks } = readPage(page);
  writeFiles(blocks, app);
  return blocks
    .filter(({ mark }) => mark === "run")
    .map((block) => ({ place: `${page}:${block.line}`, block, expected: expectedOutput(block, blocks) }));
});

test.each(runnable)("the code in $place prints what its comments say", async ({ place, block, expected }) => {
  const file = join(app, `${place.replace(/\W/g, "-")}.mjs`);
  writeFileSync(file, block.code);
  const { code, stdout, stderr } = await runNode([file], { cwd: app });
  expect(code, stderr).toBe(0);
  expect(stdout.trim()).toBe(expected);
});

test("the README's Vitest passes", async () => {
  const { blocks } = readPage("README.md");
  const project = join(app, "vitest");
  writeFiles(blocks, project);
  mkdirSync(join(project, "readme"), { recursive: true });
  const [block] = blocks.filter(({ mark }) => mark === "vitest");
  writeFileSync(join(project, "readme", "readme.test.ts"), block?.code ?? "");
  const words = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "readme/",
    "--testTimeout=30000",
    "--reporter=json",
  ];
  const ended = await runNode(words, { cwd: project, limitMs: 90_000 });
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  expect(JSON.parse(ended.stdout)).toMatchObject({ numPassedTests: 1, numFailedTests: 0 });
});

/** The files that a page shows: a block marked `file=greet/main.py`. */
function writeFiles(blocks: readonly CodeBlock[], folder: string): void {
  for (const { mark, code } of blocks) {
    const [, path] = /^file=(\S+)$/.exec(mark) ?? [];
    if (path === undefined) continue;
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
}

/** The comments behind `console.log(…);`, or the block without a language that follows. */
function expectedOutput(block: CodeBlock, blocks: readonly CodeBlock[]): string {
  const comments = [...block.code.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map(([, text]) => text);
  if (comments.length > 0) return comments.join("\n");
  return blocks[blocks.indexOf(block) + 1]?.code.trim() ?? "";
}
