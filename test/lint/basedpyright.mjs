/** Types of the repository's Python. Each folder's pyrightconfig.json says how strictly, so that editors agree. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const checker = createRequire(import.meta.url).resolve("basedpyright/index.js");

/** basedpyright asks a Python on the PATH for its modules, and would check by another library on each machine. */
const withoutPath = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => name.toUpperCase() !== "PATH"),
);

async function check(folder) {
  const checking = spawn(process.execPath, [checker, "--warnings", "--project", folder], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    // Not empty: where there is no PATH, programs are looked for in the system's folders.
    env: { ...withoutPath, PATH: fileURLToPath(new URL("no-programs-here", import.meta.url)) },
  });
  const ended = new Promise((resolve) => checking.once("close", resolve));
  const report = await text(checking.stdout);
  console.log(`${folder}:\n${report.trimEnd()}`);
  return (await ended) ?? 1;
}

process.exitCode = Math.max(...(await Promise.all(["wasm-bootstrap", "test/python"].map(check))));
