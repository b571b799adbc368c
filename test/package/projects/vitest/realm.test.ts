import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createFunction } from "pythonless";
import { expect, test } from "vitest";

const file = join(import.meta.dirname, "main.py");
const text = readFileSync(file, "utf8");

// Under jsdom some of these classes are jsdom's, others Node's.
test.each([
  ["a Buffer that Node read", { "main.py": readFileSync(file) }],
  ["a typed array", { "main.py": Uint8Array.from(text, (character) => character.charCodeAt(0)) }],
  ["bytes of a TextEncoder", { "main.py": new TextEncoder().encode(text) }],
  ["an ArrayBuffer", { "main.py": Uint8Array.from(text, (character) => character.charCodeAt(0)).buffer }],
  ["a URL that Node made", pathToFileURL(import.meta.dirname)],
  ["a URL of the environment", new URL(`${pathToFileURL(import.meta.dirname)}/`)],
])("the source may be %s", async (_, source) => {
  const fn = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 20_000 });
  expect(await fn.invoke({ at: new Date(0) })).toEqual({ at: "1970-01-01T00:00:00.000Z" });
  await fn.close();
});

test("an AbortController of the environment aborts a call", async () => {
  const fn = createFunction({
    source: { "main.py": text },
    entrypoint: "main.handler",
    executionTimeoutMs: 20_000,
  });
  await fn.invoke("warm");
  const controller = new AbortController();
  const call = fn.execute("wait", { signal: controller.signal });
  controller.abort();
  expect((await call).outcome).toBe("aborted");
  await fn.close();
});

test("a Response of the environment answers Python", async () => {
  const fetch = async ({ url }: Request): Promise<Response> => new Response(`of ${url}`);
  const fn = createFunction({
    source: { "main.py": text },
    entrypoint: "main.handler",
    executionTimeoutMs: 20_000,
    fetch,
  });
  expect(await fn.invoke("request")).toBe("of http://shop.example/");
  await fn.close();
});
