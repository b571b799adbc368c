import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FunctionError, FunctionOptions } from "../../src/index.ts";
import { makeWheel } from "../wheels/make-wheel.ts";

const { createFunction } = (await import(
  new URL("../../dist/node/index.js", import.meta.url).href
)) as typeof import("../../src/index.ts");

const WHEEL = makeWheel({ files: { "demo.py": "VALUE = 'from a wheel'" } });
const SOURCE = { "main.py": "import demo\ndef handler(event, context): return demo.VALUE" };

let folder: string;
let origin: string;
const server = createServer((request, response) => {
  response.statusCode = request.url === "/demo.whl" ? 200 : 404;
  response.end(request.url === "/demo.whl" ? WHEEL : "");
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pythonless-wheels-"));
  await writeFile(join(folder, "demo.whl"), WHEEL);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

function open(wheel: string | URL) {
  const options: FunctionOptions = { source: SOURCE, entrypoint: "main.handler", wheels: [wheel] };
  return createFunction(options);
}

async function refusal(wheel: string): Promise<string> {
  await using fn = open(wheel);
  const error = await fn.invoke().catch((error: unknown) => error);
  return (error as FunctionError).errorMessage;
}

describe("a wheel", () => {
  test("may be a path, or a URL of a file or of a server", async () => {
    const path = join(folder, "demo.whl");
    for (const wheel of [path, pathToFileURL(path), pathToFileURL(path).href, `${origin}/demo.whl`]) {
      await using fn = open(wheel);
      expect(await fn.invoke()).toBe("from a wheel");
    }
  });

  test("that is not there is named", async () => {
    expect(await refusal(join(folder, "lost.whl"))).toMatch(
      /^wheels\[0\] \(.*lost\.whl\): ENOENT: no such file/,
    );
    expect(await refusal(`${origin}/lost.whl`)).toBe(
      `wheels[0] (${origin}/lost.whl): it was answered with status 404.`,
    );
  });
});
