import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, test, vi } from "vitest";
import { pages } from "../docs/generate.mjs";
import { type CodeBlock, readPage } from "../unit/house/docs/markdown.ts";
import { runNode } from "./command.ts";

const project = join(inject("app"), "docs");
const compiler = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

// Each starts a process of two busy threads.
vi.setConfig({ maxConcurrency: 2 });

const blocks = ["README.md", ...pages()].flatMap((page) => {
  const ofPage = readPage(page).blocks;
  return ofPage.map((block) => ({
    ...block,
    place: `${page}:${block.line}`,
    output: outputOf(block, ofPage),
  }));
});
for (const { mark, code } of blocks) {
  const [, path] = /^file=(\S+)$/.exec(mark) ?? [];
  if (path !== undefined) write(path, code);
}

test.concurrent.each(marked("run"))(
  "the code in $place prints what its comments say",
  async ({ place, code, output }) => {
    const ended = await runNode([write(`${fileName(place)}.mjs`, code)], { cwd: project });
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout.trim()).toBe(output);
  },
);

test.each(marked("vitest"))("the test in $place passes in Vitest", async ({ place, code }) => {
  const file = write(`${fileName(place)}.test.ts`, code);
  const words = ["node_modules/vitest/vitest.mjs", "run", file, "--testTimeout=30000", "--reporter=json"];
  const ended = await runNode(words, { cwd: project, limitMs: 90_000 });
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  const { numPassedTests, numFailedTests } = JSON.parse(ended.stdout);
  expect(numPassedTests).toBeGreaterThan(0);
  expect(numFailedTests).toBe(0);
});

test("all code of the pages has the types of the package", async () => {
  const code = blocks.filter(({ language }) => ["js", "ts"].includes(language));
  expect(code.length).toBeGreaterThan(50);
  for (const block of code) write(`types/${fileName(block.place)}.ts`, typed(block));
  write("types/tsconfig.json", JSON.stringify(TSCONFIG));
  const ended = await runNode([compiler, "--project", "types/tsconfig.json", "--pretty", "false"], {
    cwd: project,
  });
  expect(ended.stdout + ended.stderr).toBe("");
  expect(ended.code).toBe(0);
});

/** Not strict: JavaScript need not narrow `error` before it reads it. */
const TSCONFIG = {
  compilerOptions: {
    target: "ES2024",
    module: "NodeNext",
    lib: ["ES2024", "ESNext.Disposable"],
    types: ["node"],
    strict: false,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ["*.ts"],
};

/** A fragment with the names that fragments use. */
function typed({ code }: CodeBlock): string {
  if (/^import /m.test(code)) return code;
  return `import { createFunction, events, FunctionError, jsonText, UsageError, type CloudFunction } from "pythonless";
declare const source: string, entrypoint: string, event: object, fn: CloudFunction, other: CloudFunction, http: any;
${code}`;
}

function marked(mark: string) {
  return blocks.filter((block) => block.mark === mark);
}

/** The comments behind `console.log(…);`, or the block without a language that follows. */
function outputOf(block: CodeBlock, ofPage: readonly CodeBlock[]): string {
  const comments = [...block.code.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map(([, text]) => text);
  if (comments.length > 0) return comments.join("\n");
  return ofPage[ofPage.indexOf(block) + 1]?.code.trim() ?? "";
}

function fileName(place: string): string {
  return place.replace(/\W/g, "-");
}

/** Writes a file of the project. Gives its path. */
function write(path: string, text: string): string {
  const file = join(project, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}
