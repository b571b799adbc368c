import { describe, expect, test } from "vitest";
import { adapterModule, link } from "../../../../src/worker/pyodide/linking.ts";

function offset(value: number): WebAssembly.Global {
  return new WebAssembly.Global({ value: "i32", mutable: true }, value);
}

function library<Given extends unknown[]>(sig: string, call: (...given: Given) => unknown) {
  return Object.assign(call as (...given: unknown[]) => unknown, { sig });
}

/** A table with three functions of its own. */
function openTable(): WebAssembly.Table {
  return new WebAssembly.Table({ element: "anyfunc", initial: 3 });
}

describe("linking", () => {
  const add = library("iii", (one: number, other: number) => one + other);
  const double = library("jj", (value: bigint) => value * 2n);
  const heard: unknown[] = [];
  const hear = library("vdf", (...given: number[]) => heard.push(given));
  const known: Readonly<Record<string, unknown>> = { add, plus: add, double, hear, wasm: () => 0 };
  const resolve = (name: string) => ({ sym: known[name] });

  test("gives each function in JavaScript one address, under which WebAssembly can call it", () => {
    const table = openTable();
    const offsets = { add: offset(-1), plus: offset(-1), double: offset(-1), hear: offset(-1) };
    const addresses = new WeakMap<object, number>();
    link({ offsets, table, resolve, addresses });
    expect([add, double, hear].map((found) => addresses.get(found))).toEqual([3, 4, 5]);
    expect(Object.values(offsets).map(({ value }) => value)).toEqual([3, 3, 4, 5]);
    expect(table.get(3)(2, 3)).toBe(5);
    expect(table.get(4)(4n)).toBe(8n);
    expect(table.get(5)(0.5, 0.25)).toBe(undefined);
    expect(heard).toEqual([[0.5, 0.25]]);
  });

  test("leaves alone what has an address, what has no signature and what nobody knows", () => {
    const offsets = { add: offset(7), wasm: offset(-1), missing: offset(-1) };
    const table = openTable();
    link({ offsets, table, resolve, addresses: new WeakMap() });
    expect(table.length).toBe(3);
    expect(Object.values(offsets).map(({ value }) => value)).toEqual([7, -1, -1]);
  });

  test("has room for more functions than a byte counts, wherever in the table they begin", () => {
    for (const initial of [1, 63, 64, 127, 128, 8_191, 8_192, 20_000]) {
      const table = new WebAssembly.Table({ element: "anyfunc", initial });
      const numbers = Array.from({ length: 300 }, (_, index) => library("i", () => index));
      const names = numbers.map((_, index) => `f${index}`);
      link({
        offsets: Object.fromEntries(names.map((name) => [name, offset(-1)])),
        table,
        resolve: (name) => ({ sym: numbers[names.indexOf(name)] }),
        addresses: new WeakMap(),
      });
      expect(numbers.map((_, index) => table.get(initial + index)())).toEqual([...numbers.keys()]);
    }
  });

  test("refuses a type that WebAssembly does not know", () => {
    expect(() => adapterModule(["vx"], 0)).toThrow("the unknown type x");
  });
});
