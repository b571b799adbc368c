import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { runNode } from "./command.ts";

const project = join(inject("app"), "esm");

test("a script serves a function through pythonless/node, and pythonless/events has the builders of pythonless", async () => {
  const ended = await runNode(["entries.mjs"], { cwd: project });
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  expect(JSON.parse(ended.stdout)).toEqual({ body: "Ada", isSame: true });
});

test("in browsers, serve() of pythonless/node says what to do instead", async () => {
  const script =
    'import("pythonless/node").then(({ serve }) => serve()).catch(({ message }) => console.log(message))';
  const ended = await runNode(["--conditions=browser", "--eval", script], { cwd: project });
  expect(ended.stdout.trim()).toBe(
    "pythonless/node: serve() works in Node only. In a browser call fn.fetch(request).",
  );
});
