import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { CATALOGUE } from "../../../src/errors.ts";
import { contractRows } from "../../contract/read.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const codes = Object.keys(CATALOGUE);

describe("the error catalogue", () => {
  test("knows every code that Python sends, and each is proved by a row of the contract", () => {
    const folder = `${root}wasm-bootstrap/pythonless/`;
    const python = readdirSync(folder, { recursive: true, encoding: "utf8" })
      // Those in patches/ are constants of Linux.
      .filter((name) => name.endsWith(".py") && !name.startsWith("patches/"))
      .map((name) => readFileSync(folder + name, "utf8"))
      .join("\n");
    const sent = new Set(
      // But for what OpenSSL calls a certificate that it refuses.
      [...python.matchAll(/"((?!X_|CERTIFICATE_)[A-Z]+_[A-Z_]+)"/g)].map((match) => match[1] as string),
    );
    expect(sent.size).toBeGreaterThan(10);
    const tables = ["entry-points", "results", "exceptions"].flatMap((name) =>
      contractRows<{ readonly error?: { readonly code?: string } }>(name),
    );
    const proved = new Set(tables.map((row) => row.error?.code));
    for (const code of sent) {
      expect(codes).toContain(code);
      expect([...proved], code).toContain(code);
    }
  });

  test("has no code that nobody uses", () => {
    const uses = ["src", "wasm-bootstrap/pythonless"]
      .flatMap((folder) =>
        readdirSync(root + folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
      )
      .filter((path) => /\.(ts|py)$/.test(path) && path !== "src/errors.ts")
      .map((path) => readFileSync(root + path, "utf8"))
      .join("\n");
    for (const code of codes) expect(uses, code).toContain(`"${code}"`);
  });
});
