import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";

/** How a program ended and what it said. */
export interface Ended {
  /** `null` when it had to be ended because its time was up. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

interface CommandOptions {
  readonly cwd: string;
  /** In place of this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  readonly limitMs?: number;
  /** The Node to run it with. Default: the one that runs the tests. */
  readonly node?: string;
}

/** Runs Node with these arguments to its end, without a shell and without stdin. */
export function runNode(nodeArguments: readonly string[], options: CommandOptions): Promise<Ended> {
  const { cwd, env = userEnvironment(), limitMs = 60_000, node = process.execPath } = options;
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(node, nodeArguments, {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: limitMs,
      killSignal: "SIGKILL",
    });
    const said = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said.stderr += text;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...said, durationMs: performance.now() - started }));
  });
}

/** Runs npm and gives its stdout. `npm` itself is a shell script on Windows, so Node runs its main file. */
export async function npm(npmArguments: readonly string[], cwd: string): Promise<string> {
  const ended = await runNode([npmMain(), ...npmArguments], { cwd, limitMs: 180_000 });
  if (ended.code === 0) return ended.stdout;
  throw new Error(`npm ${npmArguments.join(" ")} failed:\n${ended.stdout}${ended.stderr}`);
}

/** What a user's shell has: nothing of the `npm test` and the Vitest that these tests run in. */
export function userEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(npm_(package|lifecycle|command|config_local_prefix)|VITEST|NODE_ENV$|NODE_OPTIONS$|INIT_CWD$|TEST$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

function npmMain(): string {
  const running = process.env["npm_execpath"];
  if (running !== undefined && basename(running) === "npm-cli.js") return running;
  const found = npmPlaces().find((path) => existsSync(path));
  if (found === undefined) throw new Error("npm was not found beside Node or on PATH.");
  return realpathSync(found);
}

function npmPlaces(): readonly string[] {
  const main = join("node_modules", "npm", "bin", "npm-cli.js");
  const besideNode = [dirname(process.execPath), join(dirname(process.execPath), "..", "lib")];
  const onPath = process.platform === "win32" ? [] : (process.env["PATH"] ?? "").split(delimiter);
  return [...besideNode.map((folder) => join(folder, main)), ...onPath.map((folder) => join(folder, "npm"))];
}
