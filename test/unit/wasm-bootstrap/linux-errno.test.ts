import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withLinuxErrno } from "../../../wasm-bootstrap/pyodide/linux-errno.mjs";

const own = readFileSync(new URL("../../../node_modules/pyodide/pyodide.asm.wasm", import.meta.url));

test("the rewritten binary is valid, and imports and exports what Pyodide's own does", () => {
  const [before, after] = [own, withLinuxErrno(own)].map((binary) => new WebAssembly.Module(binary as never));
  expect(WebAssembly.Module.imports(after as WebAssembly.Module)).toEqual(
    WebAssembly.Module.imports(before as WebAssembly.Module),
  );
  expect(WebAssembly.Module.exports(after as WebAssembly.Module)).toEqual(
    WebAssembly.Module.exports(before as WebAssembly.Module),
  );
});

test("a binary in which a place is not found is refused, with what was not found", () => {
  expect(() => withLinuxErrno(withLinuxErrno(own))).toThrow(
    /pyodide\.asm\.wasm has .*docs\/upgrading-pyodide\.md/,
  );
});
