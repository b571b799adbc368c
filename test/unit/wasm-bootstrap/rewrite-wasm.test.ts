import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { linkOnDemand } from "../../../src/worker/pyodide/lazy-exports.ts";
import { rewriteWasm } from "../../../wasm-bootstrap/pyodide/rewrite-wasm.mjs";

const I32 = 0x7f;
const CONST = 0x41;
const END = 0x0b;

function name(text: string): number[] {
  return [text.length, ...Buffer.from(text)];
}

function section(id: number, ...body: number[]): number[] {
  return [id, body.length, ...body];
}

/**
 * Two functions that give 10 and 20, the second of them in the table; a global that changes, and one that does not.
 *
 * @param addressed the symbol whose address the module imports.
 * @param first the name of the first export.
 */
const wasmWith = (addressed: string, first: string) =>
  Buffer.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 0, 1, I32),
    ...section(2, 1, ...name("GOT.func"), ...name(addressed), 3, I32, 1),
    ...section(3, 2, 0, 0),
    ...section(4, 1, 0x70, 0, 2),
    ...section(6, 2, I32, 1, CONST, 5, END, I32, 0, CONST, 0x80, 0x7f, END),
    ...section(
      7,
      7,
      ...[...name(first), 0, 0],
      ...[...name("_ten"), 0, 0],
      ...[...name("twenty"), 0, 1],
      ...[...name("asked"), 0, 1],
      ...[...name("pointer"), 3, 1],
      ...[...name("data"), 3, 2],
      ...[...name("table"), 1, 0],
    ),
    ...section(9, 1, 0, CONST, 1, END, 1, 1),
    ...section(10, 2, 4, 0, CONST, 10, END, 4, 0, CONST, 20, END),
  ]);

const WASM = wasmWith("g", "ten");

async function open(words: readonly string[]) {
  const { module, instance } = await WebAssembly.instantiate(rewriteWasm(WASM, new Set(words)), {
    "GOT.func": { g: new WebAssembly.Global({ value: "i32", mutable: true }) },
  });
  const symbols: Record<string, unknown> = {};
  const addresses = new WeakMap<object, number>();
  const table = instance.exports["table"] as WebAssembly.Table;
  return { module, exports: instance.exports, symbols, addresses, table };
}

describe("Pyodide's binary without exports that nobody asks for by name", () => {
  test("keeps those that are asked for, and what changes", async () => {
    const { exports } = await open(["asked"]);
    expect(Object.keys(exports)).toEqual(["asked", "pointer", "table"]);
    expect((exports["asked"] as () => number)()).toBe(20);
  });

  test("gives the others when they are wanted after all: functions by their place in the table, data by its address", async () => {
    const { module, symbols, addresses, table } = await open(["asked"]);
    const names = linkOnDemand(module, { symbols, addresses, table });
    expect([...names]).toEqual(["ten", "_ten", "twenty", "data"]);
    const { ten, _ten, twenty, data } = symbols as Record<string, () => number>;
    expect([ten?.(), twenty?.(), Number(data)]).toEqual([10, 20, -128]);
    expect(ten).toBe(_ten);
    expect([ten, twenty].map((found) => addresses.get(found as object))).toEqual([2, 1]);
    expect(table.get(2)).toBe(ten);
    // Made once.
    expect(Object.getOwnPropertyDescriptor(symbols, "ten")?.value).toBe(ten);
  });

  test("leaves symbols alone that are known already", async () => {
    const { module, symbols, addresses, table } = await open(["asked"]);
    symbols["ten"] = "own";
    linkOnDemand(module, { symbols, addresses, table });
    expect(symbols["ten"]).toBe("own");
  });

  test("keeps those whose address the binary itself imports: an optional one that is not found would count as null", () => {
    const rewritten = new WebAssembly.Module(rewriteWasm(wasmWith("twenty", "ten"), new Set(["asked"])));
    const kept = WebAssembly.Module.exports(rewritten).map((found) => found.name);
    expect(kept).toEqual(["twenty", "asked", "pointer", "table"]);
  });

  test.each([
    [
      "a name that does not fit into a line",
      wasmWith("g", "t n"),
      'the export "t n" at 2, which does not fit',
    ],
    ["bytes that are cut short", WASM.subarray(0, -3), "The binary ends at byte"],
  ])("is refused with %s", (_what, wasm, sentence) => {
    expect(() => rewriteWasm(wasm, new Set())).toThrow(sentence);
  });

  test("says so when there is no such section", () => {
    const module = new WebAssembly.Module(WASM);
    const table = new WebAssembly.Table({ element: "anyfunc", initial: 0 });
    expect(() => linkOnDemand(module, { symbols: {}, addresses: new WeakMap(), table })).toThrow(
      "This is a bug in pythonless: its WebAssembly is of another build.",
    );
  });

  test("loses none of Pyodide's own", () => {
    const original = readFileSync(new URL("../../../node_modules/pyodide/pyodide.asm.wasm", import.meta.url));
    const before = WebAssembly.Module.exports(new WebAssembly.Module(original));
    const rewritten = new WebAssembly.Module(rewriteWasm(original, new Set(["malloc"])));
    const symbols: Record<string, unknown> = {};
    const table = new WebAssembly.Table({ element: "anyfunc", initial: 0 });
    const lazy = linkOnDemand(rewritten, { symbols, addresses: new WeakMap(), table });
    const kept = WebAssembly.Module.exports(rewritten).map((found) => found.name);
    expect([...kept, ...lazy].sort()).toEqual(before.map((found) => found.name).sort());
    expect(kept).toContain("malloc");
    expect(kept.length).toBeLessThan(20);
  });
});
