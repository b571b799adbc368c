import { parseEnv } from "node:util";
import type { FunctionOptions, LogRecord } from "../index.ts";
import { readText } from "./data.ts";
import type { FunctionFlags } from "./flags.ts";
import { renderRecord, wantsColour } from "./log.ts";
import type { Terminal } from "./terminal.ts";

/** The options of `createFunction` that the flags of `invoke` and `serve` name. */
export async function functionOptions(
  source: string,
  { options, envFile, network, quiet }: FunctionFlags,
  terminal: Terminal,
): Promise<FunctionOptions> {
  return {
    ...options,
    source,
    // Without one createFunction() fails with a list of the handlers it found: better than "required".
    entrypoint: options.entrypoint as string,
    environment: { ...(await readEnvFiles(envFile ?? [])), ...options.environment },
    fetch: network !== false && globalThis.fetch,
    ...(quiet !== true && { onLog: logTo(terminal) }),
  };
}

/** Later files win over earlier ones. */
async function readEnvFiles(paths: readonly string[]): Promise<Record<string, string>> {
  const environment: Record<string, string> = {};
  for (const path of paths) {
    Object.assign(environment, parseEnv(await readText(path, "--env-file")));
  }
  return environment;
}

function logTo(terminal: Terminal): (record: LogRecord) => void {
  const colour = wantsColour(terminal.stderr, terminal.environment);
  return (record) => {
    terminal.stderr.write(`${renderRecord(record, { colour })}\n`);
  };
}
