import { describe, expect, test } from "vitest";
import type { FunctionOptions } from "../../../src/api/options.ts";
import { UsageError } from "../../../src/errors.ts";
import { checkOptions } from "../../../src/options/check-options.ts";
import type { ReadFiles } from "../../../src/options/source.ts";
import { prepareRequest } from "../../../src/source/prepare.ts";
import type { PrepareRequest } from "../../../src/wire/protocol.ts";

const FILES = { "main.py": "def handler(event, context): pass" };

function prepare(options: Partial<FunctionOptions>): PrepareRequest {
  const checked = checkOptions({ source: FILES, entrypoint: "main.handler", ...options });
  return prepareRequest(checked, checked.source as ReadFiles);
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
    const { settings } = request;
    expect(Object.keys(settings.environment)).toContain("__proto__");
  });

  test("passes limits on as numbers that JSON can carry", () => {
    const limits = { temporaryFilesBytes: Infinity, logBytes: Infinity };
    const request = prepare({ memoryMb: Infinity, limits });
    const most = Number.MAX_SAFE_INTEGER;
    expect(request.limits).toEqual({ memoryBytes: most, temporaryFilesBytes: most, logBytes: most });
  });

  test("sets the variables of the runtime over the user's", () => {
    const options = {
      ...checkOptions({ source: FILES, entrypoint: "main.handler" }),
      environment: { PATH: "/mine", LAMBDA_TASK_ROOT: "/mine" },
    };
    const { settings } = prepareRequest(options, FILES);
    expect(settings.environment).toEqual({
      _HANDLER: "main.handler",
      AWS_LAMBDA_RUNTIME_API: "127.0.0.1:9001",
      LAMBDA_RUNTIME_DIR: "/function/runtime",
      LAMBDA_TASK_ROOT: "/function/code",
      PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      LD_LIBRARY_PATH: "/function/code/shared-libs",
    });
  });

  test.each([
    ["an entry point whose file is missing", { entrypoint: "index.handler" }],
    ["a path that leads out", { source: { "../a.py": "" } }],
  ])("throws at once for %s", (_, options) => {
    expect(() => prepare(options)).toThrow(UsageError);
  });
});
