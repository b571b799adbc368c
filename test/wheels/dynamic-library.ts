/**
 * The smallest extension module that Python loads from a dynamic library, put together by hand: no compiler of C is needed.
 * `PyInit_tiny` gives a `PyModuleDef` with a name and a docstring (32 bits: `m_name` at 20, `m_doc` at 24). It calls the
 * interpreter once by name and once by address, as compiled C does.
 */
export function tinyLibrary(): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder();
  const name = [...text.encode("tiny"), 0];
  const doc = [...text.encode("from WebAssembly"), 0];
  const data = [...Array<number>(DEFINITION_BYTES).fill(0), ...name, ...doc];
  const body = [
    ...[0], // no locals
    ...store(M_NAME, DEFINITION_BYTES),
    ...store(M_DOC, DEFINITION_BYTES + name.length),
    ...[GLOBAL_GET, 0, CALL, 0, DROP],
    ...[GLOBAL_GET, 0, GLOBAL_GET, 1, CALL_INDIRECT, 1, 0, END],
  ];
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    // What a dynamic library needs of memory and table.
    ...section(0, [...string("dylink.0"), 1, 4, data.length, 2, 0, 0]),
    // () -> i32, (i32) -> i32
    ...section(1, [2, 0x60, 0, 1, I32, 0x60, 1, I32, 1, I32]),
    ...section(2, [
      ...[5, ...string("env"), ...string("memory"), 2, 0, 1],
      ...[...string("env"), ...string("__memory_base"), 3, I32, 0],
      ...[...string("env"), ...string("PyModuleDef_Init"), 0, 1],
      ...[...string("env"), ...string("__indirect_function_table"), 1, FUNCTION_REFERENCE, 0, 0],
      ...[...string("GOT.func"), ...string("PyModuleDef_Init"), 3, I32, 1],
    ]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...string("PyInit_tiny"), 0, 1]),
    ...section(10, [1, body.length, ...body]),
    ...section(11, [1, 0, GLOBAL_GET, 0, END, data.length, ...data]),
  ]);
}

const DEFINITION_BYTES = 56;
const M_NAME = 20;
const M_DOC = 24;
const I32 = 0x7f;
const FUNCTION_REFERENCE = 0x70;
const [CALL, CALL_INDIRECT, DROP, END] = [0x10, 0x11, 0x1a, 0x0b];
const [GLOBAL_GET, I32_CONST, I32_ADD, I32_STORE] = [0x23, 0x41, 0x6a, 0x36];

/** Writes the address of one place of the library's memory into another. */
function store(place: number, offset: number): number[] {
  return [GLOBAL_GET, 0, GLOBAL_GET, 0, I32_CONST, ...signed(offset), I32_ADD, I32_STORE, 2, place];
}

/** Above 63 a number takes two bytes. */
function signed(value: number): number[] {
  return value < 64 ? [value] : [0x80 | (value & 0x7f), value >> 7];
}

function string(text: string): number[] {
  return [text.length, ...new TextEncoder().encode(text)];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function unsigned(value: number): number[] {
  return value < 128 ? [value] : [0x80 | (value & 0x7f), value >> 7];
}
