import { sectionText } from "../../wire/section-text.ts";

const SECTION_NAME = "pythonless.exports";

export interface LaterLinking {
  /** Where Emscripten looks for a symbol. */
  readonly symbols: Record<string, unknown>;
  /** Where the functions stand. */
  readonly table: WebAssembly.Table;
  /** Address by function. */
  readonly addresses: WeakMap<object, number>;
}

/**
 * Makes known what Pyodide's binary exports beside what its scripts ask for by name: modules in WebAssembly and `ctypes`
 * want it. wasm-bootstrap/pyodide/lean-wasm.mjs has put it into a section of its own. Of 8,300 symbols few are asked for,
 * so each is made when it is.
 *
 * @returns the names.
 */
export function linkLater(module: WebAssembly.Module, linking: LaterLinking): ReadonlySet<string> {
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
function functionAt(address: number, { table, addresses }: LaterLinking): unknown {
  const found: unknown = table.get(address);
  addresses.set(found as object, address);
  return found;
}
