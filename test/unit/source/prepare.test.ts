import { describe, expect, test } from "vitest";
import type { FunctionOptions } from "../../../src/api/options.ts";
import { FunctionError, UsageError } from "../../../src/errors.ts";
import { checkOptions } from "../../../src/options/check-options.ts";
import type { ReadFiles } from "../../../src/options/source.ts";
import { prepareRequest, type SourceReader } from "../../../src/source/prepare.ts";
import type { PrepareRequest } from "../../../src/wire/protocol.ts";
import { nextTurn } from "../turns.ts";

const FILES = { "main.py": "def handler(event, context): pass" };

function reader(unzip: () => ReadFiles | Promise<ReadFiles>): SourceReader {
  return {
    readSource: (where) => ({ ...FILES, path: String(where) }),
    unzip,
    loadWheelReader: async () => ({
      addWheels: async ({ files, ...rest }, { wheels }) => ({
        ...rest,
        files: { ...files, "../packages/demo.py": new TextEncoder().encode(wheels.join()) },
      }),
    }),
  };
}

function prepare(
  options: Partial<FunctionOptions>,
  unzip: () => ReadFiles | Promise<ReadFiles> = () => FILES,
) {
  const checked = checkOptions({ source: FILES, entrypoint: "main.handler", ...options });
  return prepareRequest(checked, reader(unzip));
}

describe("prepareRequest()", () => {
  test("tells the instance all it needs", () => {
    const environment = JSON.parse('{"STAGE": "test", "__proto__": "x"}');
    const request = prepare({ environment, memoryMb: 256, context: { token: "t" } });
    expect(request).toEqual({
      files: { "main.py": new TextEncoder().encode(FILES["main.py"]) },
      settings: {
        entryPoint: "main.handler",
        sandbox: true,
        environment: expect.objectContaining({ STAGE: "test", _HANDLER: "main.handler" }),
        functionName: "d4epythonless0000000",
        functionVersion: "d4eversion0000000000",
        folderId: "b1gfolder00000000000",
        logGroupName: "ckgloggroup000000000",
        memoryMb: 256,
        token: { access_token: "t", expires_in: 43_200, token_type: "Bearer" },
      },
      limits: { memoryBytes: 268_435_456, temporaryFilesBytes: 536_870_912, logBytes: 10_485_760 },
    });
    const { settings } = request as Awaited<typeof request>;
    expect(Object.keys(settings.environment)).toContain("__proto__");
  });

  test("passes limits on as numbers that JSON can carry", () => {
    const limits = { temporaryFilesBytes: Infinity, logBytes: Infinity };
    const request = prepare({ memoryMb: Infinity, limits }) as PrepareRequest;
    const most = Number.MAX_SAFE_INTEGER;
    expect(request.limits).toEqual({ memoryBytes: most, temporaryFilesBytes: most, logBytes: most });
  });

  test("sets the variables of the runtime over the user's", () => {
    const options = {
      ...checkOptions({ source: FILES, entrypoint: "main.handler" }),
      environment: { PATH: "/mine", LAMBDA_TASK_ROOT: "/mine" },
    };
    const { settings } = prepareRequest(
      options,
      reader(() => FILES),
    ) as Awaited<ReturnType<typeof prepareRequest>>;
    expect(settings.environment).toEqual({
      _HANDLER: "main.handler",
      AWS_LAMBDA_RUNTIME_API: "127.0.0.1:9001",
      LAMBDA_RUNTIME_DIR: "/function/runtime",
      LAMBDA_TASK_ROOT: "/function/code",
      PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      LD_LIBRARY_PATH: "/function/code/shared-libs",
    });
  });

  test.each<[string, FunctionOptions["source"], string[]]>([
    ["a path is read by the platform", "./fn", ["main.py", "path"]],
    ["bytes are unpacked by the platform", new Uint8Array(4), ["main.py"]],
    ["files are taken as they are", { ...FILES, "x.txt": "" }, ["main.py", "x.txt"]],
  ])("%s", async (_, source, paths) => {
    expect(Object.keys((await prepare({ source })).files)).toEqual(paths);
  });

  test.each([
    ["an entry point whose file is missing", { entrypoint: "index.handler" }],
    ["a path that leads out", { source: { "../a.py": "" } }],
  ])("throws at once for %s", (_, options) => {
    expect(() => prepare(options)).toThrow(UsageError);
  });
});

describe("a function with wheels", () => {
  test("has their files beside its code, whenever that is read", async () => {
    for (const source of [FILES, new Uint8Array(4)]) {
      const { files } = await prepare({ source, wheels: ["a.whl", "b.whl"] }, async () => FILES);
      expect(Object.keys(files)).toEqual(["main.py", "../packages/demo.py"]);
      expect(new TextDecoder().decode(files["../packages/demo.py"])).toBe("a.whl,b.whl");
    }
  });

  test("is judged at once all the same", () => {
    expect(() => prepare({ entrypoint: "index.handler", wheels: ["a.whl"] })).toThrow(UsageError);
  });
});

describe("a source that is unpacked later", () => {
  const source = new Uint8Array(4);

  test("is promised", async () => {
    const request = prepare({ source }, async () => FILES);
    expect(request).toBeInstanceOf(Promise);
    expect((await request).settings.entryPoint).toBe("main.handler");
  });

  test.each([
    [
      "that is no zip",
      async () => {
        throw new UsageError("INVALID_OPTION", "source: no zip.");
      },
      "SOURCE_UNREADABLE",
      "UsageError: source: no zip.",
    ],
    [
      "that lacks the file of the entry point",
      async () => ({ "a.py": "" }),
      "SOURCE_UNREADABLE",
      /^UsageError: entrypoint: expected the file main.py/,
    ],
    [
      "whose unpacker cannot be loaded",
      async () => {
        throw new TypeError("404");
      },
      "BOOT_FAILED",
      "PythonlessError: 404",
    ],
  ])(
    "fails as a FunctionError when it is one %s",
    async (_, unzip: () => Promise<ReadFiles>, code, message) => {
      const error = await Promise.resolve(prepare({ source }, unzip)).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(FunctionError);
      expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    },
  );

  test("is no unhandled rejection while nobody waits for it", async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listen);
    prepare({ source }, () => Promise.reject(new Error("nobody waits")));
    await nextTurn();
    process.off("unhandledRejection", listen);
    expect(unhandled).toEqual([]);
  });
});
