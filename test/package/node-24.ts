import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { npm, runNode } from "./command.ts";

const folder = fileURLToPath(new URL("./node-24", import.meta.url));
const program = join(folder, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");

/**
 * The path of Node 24. It is no devDependency of the repository: its `bin` would put it first on the PATH of
 * every npm script, and all tests would run under it.
 */
export async function node24(): Promise<string> {
  if (!(await works())) await npm(["ci", "--no-audit", "--no-fund"], folder);
  return program;
}

/** An install that was broken off leaves a program that does not run. */
async function works(): Promise<boolean> {
  if (!existsSync(program)) return false;
  return (await runNode(["--version"], { cwd: folder, node: program })).code === 0;
}
