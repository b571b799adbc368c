/** Types of the repository's Python. Each folder's pyrightconfig.json says how strictly, so that editors agree. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const checker = createRequire(import.meta.url).resolve("basedpyright/index.js");

const codes = ["wasm-bootstrap", "test/python"].map((folder) => {
  console.log(`${folder}:`);
  const checked = spawnSync(process.execPath, [checker, "--warnings", "--project", folder], {
    cwd: root,
    stdio: "inherit",
  });
  return checked.status ?? 1;
});
process.exitCode = Math.max(...codes);
