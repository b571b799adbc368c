import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("./native-child.py", import.meta.url));

/** Whether this machine has a native Python to compare with. Only the benchmark ever asks. */
export const hasNativePython = spawnSync("python3", ["--version"]).status === 0;

/**
 * A native Python as people use it today: a child process, one JSON line each way.
 *
 * @param folder where it finds further modules.
 */
export function startNative(folder) {
  const env = { ...process.env, ...(folder && { PYTHONPATH: folder }) };
  const child = spawn("python3", [script], { stdio: ["pipe", "pipe", "inherit"], env });
  const lines = createInterface({ input: child.stdout });
  const waiting = [];
  lines.on("line", (line) => waiting.shift()?.(line));
  return {
    call(text) {
      return new Promise((resolve) => {
        waiting.push(resolve);
        child.stdin.write(`${text}\n`);
      });
    },
    end() {
      child.stdin.end();
      return new Promise((resolve) => child.once("exit", resolve));
    },
  };
}
