/** Format and lint of the repository's Python. `--write` writes the formatting. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";

const root = fileURLToPath(new URL("../..", import.meta.url));

const strict = {
  "target-version": "py314",
  "line-length": 110,
  lint: {
    select: ["E", "F", "W", "I", "UP", "B", "A", "ANN", "C4", "SIM", "PIE", "RET", "RUF", "PLE", "PLW"],
    // ANN401: handlers and their events hold any JSON, `Any` is the true type there.
    // RET504: a name before `return` says what is returned, and gives a traceback a line of its own.
    ignore: ["ANN401", "RET504"],
    isort: { "known-first-party": ["pythonless", "runtime"] },
  },
};

/** Examples look like what users write, and speak Russian too. */
const relaxed = {
  ...strict,
  lint: { ...strict.lint, ignore: [...strict.lint.ignore, "ANN", "PLW0603", "RUF001", "RUF002", "RUF003"] },
};

/** What is done wrong there is done on purpose. */
const hostile = {
  ...strict,
  lint: {
    ...strict.lint,
    ignore: [...strict.lint.ignore, "ANN", "B", "PLW", "PLE", "SIM", "RUF006", "RUF012", "S"],
  },
};

const folders = [
  { folder: "wasm-bootstrap", settings: strict },
  { folder: "test/python", settings: strict },
  { folder: "test/spec/escape", settings: strict },
  { folder: "test/soak", settings: relaxed },
  { folder: "test/spec/faults", settings: hostile },
  { folder: "examples", settings: relaxed },
];

function main(write) {
  const complaints = folders.flatMap(({ folder, settings }) => {
    const ruff = new Workspace(settings, PositionEncoding.Utf16);
    return pythonFiles(folder).flatMap((file) => checkFile(ruff, file, write));
  });
  for (const complaint of complaints) console.error(complaint);
  console.log(`ruff ${Workspace.version()}: ${complaints.length} to mend`);
  return complaints.length > 0 ? 1 : 0;
}

function pythonFiles(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, name).replaceAll("\\", "/"))
    .filter((file) => /\.pyi?$/.test(file) && !/(^|\/)(__pycache__|node_modules)\//.test(file))
    .sort();
}

function checkFile(ruff, file, write) {
  // Git may check files out with CRLF on Windows; ruff would keep them.
  const contents = readFileSync(join(root, file), "utf8").replaceAll("\r\n", "\n");
  const complaints = ruff.check(contents).map((found) => describe(file, found));
  // What does not parse is among the complaints already, and format() throws on it.
  if (complaints.some((complaint) => complaint.includes(" invalid-syntax "))) return complaints;
  const formatted = ruff.format(contents);
  if (formatted === contents) return complaints;
  if (write) {
    writeFileSync(join(root, file), formatted);
    return ruff.check(formatted).map((found) => describe(file, found));
  }
  const line = firstDifference(contents, formatted);
  return [...complaints, `${file}:${line}:1 format not formatted (node test/lint/ruff.mjs --write)`];
}

function describe(file, { start_location: { row, column }, code, message }) {
  return `${file}:${row}:${column} ${code} ${message}`;
}

function firstDifference(before, after) {
  const lines = after.split("\n");
  return before.split("\n").findIndex((line, index) => line !== lines[index]) + 1;
}

process.exitCode = main(process.argv.includes("--write"));
