import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { CATALOGUE } from "../../../src/errors.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const codes = Object.keys(CATALOGUE);

describe("the error catalogue", () => {
  test("and the README list the same codes", () => {
    const readme = readFileSync(`${root}README.md`, "utf8");
    const section = readme.slice(
      readme.indexOf("### What went wrong"),
      readme.indexOf("## The command line"),
    );
    const listed = [...section.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map((match) => match[1]);
    expect(listed).toEqual(codes);
  });

  test("knows every code that Python sends", () => {
    const folder = `${root}wasm-bootstrap/pythonless/`;
    const python = readdirSync(folder)
      .filter((name) => name.endsWith(".py"))
      .map((name) => readFileSync(folder + name, "utf8"))
      .join("\n");
    const sent = new Set(
      [...python.matchAll(/"((?!X_)[A-Z]+_[A-Z_]+)"/g)].map((match) => match[1] as string),
    );
    expect(sent.size).toBeGreaterThan(7);
    for (const code of sent) expect(codes).toContain(code);
  });

  test("has no code that nobody uses", () => {
    const host = ["execute", "interpreter", "pool", "unmade-errors"].map((name) => `src/host/${name}.ts`);
    const uses = ["src/function.ts", "src/source/prepare.ts", ...host]
      .map((path) => readFileSync(root + path, "utf8"))
      .concat(
        readdirSync(`${root}wasm-bootstrap/pythonless/`)
          .filter((name) => name.endsWith(".py"))
          .map((name) => readFileSync(`${root}wasm-bootstrap/pythonless/${name}`, "utf8")),
      )
      .join("\n");
    for (const code of codes) expect(uses, code).toContain(`"${code}"`);
  });
});
