import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { FunctionOptions } from "../../../src/api/options.ts";
import { FunctionError } from "../../../src/errors.ts";
import { completeRequest } from "../../../src/function/complete-request.ts";
import { checkOptions } from "../../../src/options/check-options.ts";
import type { ReadFiles } from "../../../src/options/source.ts";
import { prepareRequest } from "../../../src/source/prepare.ts";
import type { PrepareRequest } from "../../../src/wire/protocol.ts";
import { makeWheel } from "../../wheels/make-wheel.ts";
import { fakePlatform } from "../instance/fake-platform.ts";

const FILES = { "main.py": "def handler(event, context): pass" };
const WHEEL = makeWheel({ name: "demo", files: { "demo.py": "1" } });

function zipOf(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
}

function complete(options: Partial<FunctionOptions>): PrepareRequest | Promise<PrepareRequest> {
  const checked = checkOptions({ source: FILES, entrypoint: "main.handler", ...options });
  const isKnown = !ArrayBuffer.isView(checked.source);
  const request = isKnown ? prepareRequest(checked, checked.source as ReadFiles) : undefined;
  return completeRequest(checked, request, fakePlatform());
}

async function errorOf(options: Partial<FunctionOptions>): Promise<unknown> {
  return Promise.resolve(complete(options)).then(
    () => undefined,
    (error: unknown) => error,
  );
}

test("a source that was read at once, without wheels, is complete at once", () => {
  expect(complete({})).not.toBeInstanceOf(Promise);
});

test("a zip is unpacked", async () => {
  const { files, settings } = await complete({ source: zipOf(FILES) });
  expect([Object.keys(files), settings.entryPoint]).toEqual([["main.py"], "main.handler"]);
});

test.each([
  ["files", FILES],
  ["a zip", zipOf(FILES)],
])("wheels lie beside the code of %s", async (_, source) => {
  const { files } = await complete({ source, wheels: [WHEEL] });
  expect(Object.keys(files)).toEqual(expect.arrayContaining(["main.py", "../packages/demo.py"]));
});

describe("fails as a FunctionError", () => {
  test.each<[string, Partial<FunctionOptions>, string, RegExp]>([
    [
      "for bytes that are no zip",
      { source: new Uint8Array(4) },
      "SOURCE_UNREADABLE",
      /^UsageError: source: expected a zip archive/,
    ],
    [
      "for a zip without the file of the entry point",
      { source: zipOf({ "a.py": "" }) },
      "SOURCE_UNREADABLE",
      /^UsageError: entrypoint: expected the file main.py/,
    ],
    [
      "for a wheel that cannot be read",
      { wheels: ["a.whl"] },
      "SOURCE_UNREADABLE",
      /wheels\[0\] \(a\.whl\): no wheels here/,
    ],
  ])("%s", async (_, options, code, message) => {
    const error = await errorOf(options);
    expect(error).toBeInstanceOf(FunctionError);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test("that is no unhandled rejection while nobody waits for it", async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listen);
    void complete({ source: new Uint8Array(4) });
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", listen);
    expect(unhandled).toEqual([]);
  });
});
