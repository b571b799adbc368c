/**
 * No step of `npm test` may start a Python of the machine: most users have none. Decoys stand first on the PATH,
 * write down that they were called, and fail.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["python", "python3", "pip", "pip3", "uv"];

/** `environment` with the decoys first on its PATH. They are written into `scratch`. */
export function withDecoys(environment, scratch) {
  if (process.platform === "win32") return environment;
  const folder = join(scratch, "decoys");
  mkdirSync(join(folder, "calls"), { recursive: true });
  for (const name of NAMES) writeFileSync(join(folder, name), decoy(name, folder), { mode: 0o755 });
  return { ...environment, PATH: [folder, environment.PATH ?? ""].join(delimiter) };
}

/** How the decoys were called: a command line each. */
export function decoyCalls(scratch) {
  if (process.platform === "win32") return [];
  const calls = join(scratch, "decoys", "calls");
  return readdirSync(calls).map((name) => readFileSync(join(calls, name), "utf8").trim());
}

/** Only what a shell has built in, so that it works with any PATH. */
function decoy(name, folder) {
  return [
    "#!/bin/sh",
    `echo "${name} $*" > "${folder}/calls/${name}-$$"`,
    `echo "${name} was started by a test: pythonless needs no Python of the machine." >&2`,
    "exit 127",
    "",
  ].join("\n");
}
