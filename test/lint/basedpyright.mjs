/** Types of the repository's Python. Each folder's pyrightconfig.json says how strictly, so that editors agree. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const checker = createRequire(import.meta.url).resolve("basedpyright/index.js");

/** basedpyright asks a Python on the PATH for its modules, and would check by another library on each machine. */
const withoutPath = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => name.toUpperCase() !== "PATH"),
);

const codes = ["wasm-bootstrap", "test/python"].map((folder) => {
  console.log(`${folder}:`);
  const checked = spawnSync(process.execPath, [checker, "--warnings", "--project", folder], {
    cwd: root,
    stdio: "inherit",
    // Not empty: where there is no PATH, programs are looked for in the system's folders.
    env: { ...withoutPath, PATH: fileURLToPath(new URL("no-programs-here", import.meta.url)) },
  });
  return checked.status ?? 1;
});
process.exitCode = Math.max(...codes);
