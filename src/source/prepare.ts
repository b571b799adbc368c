import type { CheckedOptions } from "../options/check-options.ts";
import type { ReadFiles } from "../options/source.ts";
import type { PrepareRequest } from "../wire/protocol.ts";
import { checkEntryPoint } from "./entry-point.ts";
import { toCodeFiles } from "./files.ts";

/**
 * The request that makes an interpreter an instance of the function with these files.
 *
 * @throws UsageError when the source or the entry point is wrong.
 */
export function prepareRequest(options: CheckedOptions, source: ReadFiles): PrepareRequest {
  const files = toCodeFiles(source, options.limits.unpackedBytes);
  const entryPoint = checkEntryPoint(options.entrypoint, files);
  const { functionName, functionVersion, folderId, logGroupName, token } = options.context;
  return {
    files,
    settings: {
      entryPoint,
      sandbox: options.sandbox,
      environment: { ...options.environment, ...runtimeVariables(entryPoint) },
      functionName,
      functionVersion,
      folderId,
      logGroupName,
      memoryMb: options.memoryMb,
      token,
    },
    limits: {
      memoryBytes: finite(options.memoryBytes),
      temporaryFilesBytes: finite(options.limits.temporaryFilesBytes),
      logBytes: finite(options.limits.logBytes),
    },
  };
}

/** JSON, which carries it to the worker, has no Infinity. */
function finite(limitBytes: number): number {
  return Math.min(limitBytes, Number.MAX_SAFE_INTEGER);
}

/** Contract 6.1. The address of the runtime API exists, and nothing answers there. */
function runtimeVariables(entryPoint: string): Record<string, string> {
  return {
    _HANDLER: entryPoint,
    AWS_LAMBDA_RUNTIME_API: "127.0.0.1:9001",
    LAMBDA_RUNTIME_DIR: "/function/runtime",
    LAMBDA_TASK_ROOT: "/function/code",
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    LD_LIBRARY_PATH: "/function/code/shared-libs",
  };
}
