/**
 * Gives addresses to all functions in JavaScript that the interpreter imports, by one WebAssembly module. Emscripten makes a
 * module and an instance for each of some 260 functions, which took a tenth of a start. wasm-bootstrap/pyodide/rewrite-script.mjs
 * puts the call into Pyodide's script.
 */

/** A function of Emscripten's library. */
interface LibraryFunction {
  (...given: unknown[]): unknown;
  /** A character for its result, `v` for none, then one for each parameter. */
  readonly sig?: string;
}

export interface Linking {
  /** By name the addresses that the interpreter asks for; -1 where they are to be found. */
  readonly offsets: Readonly<Record<string, WebAssembly.Global>>;
  /** An index into it is a function's address. */
  readonly table: WebAssembly.Table;
  readonly resolve: (name: string, isDirect: true) => { readonly sym?: unknown };
  /** Address by function. */
  readonly addresses: WeakMap<object, number>;
}

/** Gives addresses to functions in JavaScript. */
export function link({ offsets, table, resolve, addresses }: Linking): void {
  const askedFor = new Map<LibraryFunction, WebAssembly.Global[]>();
  for (const [name, offset] of Object.entries(offsets)) {
    const found = offset.value === -1 ? resolve(name, true).sym : undefined;
    if (!isOfLibrary(found)) continue;
    const places = askedFor.get(found);
    if (places) places.push(offset);
    else askedFor.set(found, [offset]);
  }
  const functions = [...askedFor.keys()];
  const first = table.grow(functions.length);
  enter(functions, table, first);
  for (const [index, found] of functions.entries()) {
    addresses.set(found, first + index);
    for (const place of askedFor.get(found) ?? []) place.value = first + index;
  }
}

/** Those of WebAssembly have no signature in words, and can stand in a table as they are. */
function isOfLibrary(value: unknown): value is LibraryFunction & { readonly sig: string } {
  return typeof value === "function" && typeof (value as LibraryFunction).sig === "string";
}

/** A table holds functions of WebAssembly only: a module takes all in, and enters them as such. */
function enter(functions: readonly LibraryFunction[], table: WebAssembly.Table, first: number): void {
  const signatures = functions.map(({ sig = "v" }) => sig);
  const imports = Object.fromEntries(functions.map((library, index) => [index, library]));
  const module = new WebAssembly.Module(adapterModule(signatures, first));
  new WebAssembly.Instance(module, { [IMPORTS]: { ...imports, [TABLE]: table } });
}

const IMPORTS = "j";
const TABLE = "t";
const TYPE_CODES: Readonly<Record<string, number>> = { i: 127, p: 127, j: 126, f: 125, d: 124, e: 111 };
const HEADER = [0, 97, 115, 109, 1, 0, 0, 0];
const SECTION = { types: 1, imports: 2, elements: 9 } as const;
const FUNCTION_TYPE = 96;
const FUNCTION_REFERENCE = 112;
const [FUNCTION_KIND, TABLE_KIND] = [0, 1];
const [CONSTANT, END] = [65, 11];

/**
 * The bytes of a module that imports a function of each signature by number, and enters them into a table from `first` on.
 * (It exports none: wrappers for calls from JavaScript took most of the time.)
 */
export function adapterModule(signatures: readonly string[], first: number): Uint8Array<ArrayBuffer> {
  const kinds = [...new Set(signatures)];
  const functions = signatures.map((signature, index) => [
    ...name(IMPORTS),
    ...name(String(index)),
    FUNCTION_KIND,
    ...number(kinds.indexOf(signature)),
  ]);
  const table = [...name(IMPORTS), ...name(TABLE), TABLE_KIND, FUNCTION_REFERENCE, 0, 0];
  const entries = signatures.flatMap((_, index) => number(index));
  const elements = [0, CONSTANT, ...signed(first), END, ...number(signatures.length), ...entries];
  return Uint8Array.from([
    ...HEADER,
    ...section(SECTION.types, kinds.map(typeOf)),
    ...section(SECTION.imports, [...functions, table]),
    ...section(SECTION.elements, [elements]),
  ]);
}

function typeOf(signature: string): readonly number[] {
  const [result = "v", ...parameters] = signature;
  return [FUNCTION_TYPE, ...types(parameters), ...types(result === "v" ? [] : [result])];
}

function types(characters: readonly string[]): readonly number[] {
  return [...number(characters.length), ...characters.map(typeCode)];
}

function typeCode(character: string): number {
  const code = TYPE_CODES[character];
  if (code === undefined)
    throw new Error(`a function of Emscripten's library has the unknown type ${character}`);
  return code;
}

function section(id: number, entries: readonly (readonly number[])[]): readonly number[] {
  const body = [...number(entries.length), ...entries.flat()];
  return [id, ...number(body.length), ...body];
}

function name(text: string): readonly number[] {
  return [...number(text.length), ...[...text].map((character) => character.charCodeAt(0))];
}

/** LEB128: seven bits a byte, the lowest first. */
function number(value: number): readonly number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...number(value >> 7)];
}

/** The same for a number with a sign, whose bit is the seventh of the last byte. */
function signed(value: number): readonly number[] {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >> 7)];
}
