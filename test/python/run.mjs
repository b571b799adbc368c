/**
 * Runs `test_*.py` with unittest in Pyodide as it comes from npm, in this very thread. The tree it sees:
 * /function/runtime (wasm-bootstrap), /test/python and /test/contract, as in the repository.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadPyodide } from "pyodide";

const root = fileURLToPath(new URL("../..", import.meta.url));

const mounts = [
  { from: "wasm-bootstrap", to: "/function/runtime", ending: ".py" },
  { from: "test/python", to: "/test/python", ending: ".py" },
  { from: "test/contract", to: "/test/contract", ending: ".json" },
  { from: "test/contract", to: "/test/contract", ending: ".py" },
  { from: "wasm-bootstrap/pyodide", to: "/test/pyodide", ending: ".json" },
];

async function main() {
  const { values } = parseArgs({ options: { outputFile: { type: "string" } } });
  const pyodide = await loadPyodide({
    env: { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1" },
    stdout: (line) => process.stdout.write(`${line}\n`),
    stderr: (line) => process.stderr.write(`${line}\n`),
  });
  for (const mount of mounts) copyInto(pyodide.FS, mount);
  const counts = runSuite(pyodide);
  if (values.outputFile !== undefined) writeFileSync(values.outputFile, JSON.stringify(counts));
  if (counts.numPassedTests === 0) console.error("No test passed.");
  return counts.numFailedTests > 0 || counts.numPassedTests === 0 ? 1 : 0;
}

function copyInto(fileSystem, { from, to, ending }) {
  fileSystem.mkdirTree(to);
  const folder = join(root, from);
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  for (const name of names.filter((name) => name.endsWith(ending))) {
    if (!statSync(join(folder, name)).isFile()) continue;
    const target = `${to}/${name.replaceAll("\\", "/")}`;
    fileSystem.mkdirTree(target.slice(0, target.lastIndexOf("/")));
    fileSystem.writeFile(target, readFileSync(join(folder, name)));
  }
}

function runSuite(pyodide) {
  const path = pyodide.pyimport("sys").path;
  path.insert(0, "/function/runtime");
  path.insert(0, "/test/python");
  return JSON.parse(pyodide.pyimport("runner").run("/test/python"));
}

try {
  process.exitCode = await main();
} catch (error) {
  // Left to Node, this would print the line it came from: all 1.2 MB of pyodide.asm.mjs.
  console.error(error.message);
  process.exitCode = 1;
}
