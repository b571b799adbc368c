import { describe, expect, test } from "vitest";
import { FunctionError } from "../../../src/errors.ts";
import { addWheels, type ReadFile } from "../../../src/packages/wheels.ts";
import { SERVICE_LIMITS } from "../../../src/source/limits.ts";
import type { PrepareRequest } from "../../../src/wire/protocol.ts";
import { makeWheel } from "../../wheels/make-wheel.ts";

const REQUEST = { files: { "main.py": new Uint8Array() } } as unknown as PrepareRequest;

const nobody: ReadFile = async () => {
  throw new Error("it is not there");
};

const one = makeWheel({ name: "one", files: { "one.py": "1" } });
const two = makeWheel({ name: "two", files: { "two.py": "2" } });

async function paths(wheels: readonly (string | Uint8Array)[], read = nobody): Promise<string[]> {
  const { files } = await addWheels(REQUEST, wheels, SERVICE_LIMITS, read);
  return Object.keys(files).filter((path) => path.endsWith(".py"));
}

async function refusal(wheels: readonly (string | Uint8Array)[], limits = SERVICE_LIMITS): Promise<string> {
  const adding = addWheels(REQUEST, wheels, limits, nobody);
  const error = await adding.catch((error: unknown) => error);
  expect(error).toBeInstanceOf(FunctionError);
  expect((error as FunctionError).code).toBe("SOURCE_UNREADABLE");
  return (error as FunctionError).errorMessage;
}

describe("wheels", () => {
  test("are read where they are, and put into one folder beside the code", async () => {
    expect(await paths([one, "two.whl"], async () => two)).toEqual([
      "main.py",
      "../packages/one.py",
      "../packages/two.py",
    ]);
  });

  test("may share what is the same in both", async () => {
    const shared = { "google/__init__.py": "# namespace" };
    const wheels = ["a", "b"].map((name) =>
      makeWheel({ name, files: { ...shared, [`google/${name}.py`]: "" } }),
    );
    expect(await paths(wheels)).toEqual([
      "main.py",
      "../packages/google/__init__.py",
      "../packages/google/a.py",
      "../packages/google/b.py",
    ]);
  });

  test("that cannot be had are refused by their path", async () => {
    expect(await refusal([one, "lost.whl"])).toBe("wheels[1] (lost.whl): it is not there.");
  });

  test("that are no zips are refused", async () => {
    expect(await refusal([new Uint8Array(30)])).toMatch(
      /^wheels\[0\]: expected a zip archive, got 30 bytes that cannot be unpacked \(.+\)\.$/,
    );
  });

  test("of one package twice are refused, however its name is written", async () => {
    const again = makeWheel({ name: "One", version: "2.0" });
    expect(await refusal([one, again])).toBe("wheels[1]: One 2.0 is there twice: see wheels[0].");
  });

  test("with another file of the same path are refused", async () => {
    const other = makeWheel({ name: "other", files: { "one.py": "other" } });
    expect(await refusal([one, other])).toBe(
      "wheels[1]: other 1.0 has another one.py than a wheel before it: see wheels[0].",
    );
  });

  test("with a file outside of the folder are refused", async () => {
    const wheel = makeWheel({ files: { "../main.py": "" } });
    expect(await refusal([wheel])).toContain("paths inside the function's folder");
  });

  test("hold the limit on unpacked files together", async () => {
    const limits = { ...SERVICE_LIMITS, unpackedBytes: 1_500 };
    const large = (name: string) => makeWheel({ name, files: { [`${name}.py`]: "#".repeat(1_000) } });
    expect(await refusal([large("a"), large("b")], limits)).toContain("wheels[1]: expected at most");
  });
});
