import { sectionText } from "../../wire/section-text.ts";

const SECTION_NAME = "pythonless.exports";

export interface OnDemandLinking {
  /** Emscripten looks symbols up in it. */
  readonly symbols: Record<string, unknown>;
  /** An index into it is a function's address. */
  readonly table: WebAssembly.Table;
  /** Address by function. */
  readonly addresses: WeakMap<object, number>;
}

/**
 * Adds the symbols that wasm-bootstrap/pyodide/rewrite-wasm.mjs has moved from the exports into a custom section: modules in
 * WebAssembly and `ctypes` look them up. Few of the 8,300 are used, so each is made when it is read.
 *
 * @returns the names.
 */
export function linkOnDemand(module: WebAssembly.Module, linking: OnDemandLinking): ReadonlySet<string> {
  const text = sectionText(module, SECTION_NAME);
  if (text === undefined)
    throw new Error("This is a bug in pythonless: its WebAssembly is of another build.");
  const names = new Set<string>();
  for (const line of text.split("\n")) {
    const [name = "", kind, place] = line.split(/([ =])/);
    names.add(name);
    if (name in linking.symbols) continue;
    define(linking.symbols, name, () =>
      kind === "=" ? addressOfData(Number(place)) : functionAt(Number(place), linking),
    );
  }
  return names;
}

function define(symbols: Record<string, unknown>, name: string, make: () => unknown): void {
  Object.defineProperty(symbols, name, {
    configurable: true,
    enumerable: true,
    get(): unknown {
      const value = make();
      Object.defineProperty(symbols, name, { configurable: true, enumerable: true, writable: true, value });
      return value;
    },
  });
}

/** A line `name=12`. */
function addressOfData(address: number): WebAssembly.Global {
  return new WebAssembly.Global({ value: "i32" }, address);
}

/** A line `name 12`. */
function functionAt(address: number, { table, addresses }: OnDemandLinking): unknown {
  const found: unknown = table.get(address);
  addresses.set(found as object, address);
  return found;
}
