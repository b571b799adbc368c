import {
  customSection,
  END,
  FUNCTION_REFERENCE,
  I32,
  I32_CONST,
  KIND,
  nameBytes,
  number,
  Reader,
  readSections,
  SECTION,
  signed,
  vector,
  writeSections,
} from "./wasm-binary.mjs";

/** The custom section in which src/worker/pyodide/lazy-exports.ts finds the exports that are removed here. */
const SECTION_NAME = "pythonless.exports";

/**
 * Pyodide's binary exports 8,500 functions and addresses, and an engine makes an object for each at every start. Exports that
 * no script names move into a custom section, as lines of text; their functions are reached through the function table.
 *
 * @param {Buffer} wasm pyodide.asm.wasm
 * @param {ReadonlySet<string>} words all words of Pyodide's scripts: exports of such names stay
 * @returns {Buffer}
 */
export function rewriteWasm(wasm, words) {
  const sections = readSections(wasm);
  const bodyOf = (id) => sections.find((section) => section.id === id).body;
  const imports = new Reader(bodyOf(SECTION.imports)).vector(readImport);
  const exports = readExports(bodyOf, imports);
  // The binary asks for addresses of its own symbols by imports, and an optional one that is not found counts as null.
  const addressed = new Set(
    imports.filter(({ module }) => module.startsWith("GOT.")).map(({ name }) => name),
  );
  const isLazy = ({ name, kind, address }) =>
    !words.has(name) && !addressed.has(name) && (kind === KIND.function || address !== undefined);
  const { first, functions } = fullTable(readElements(bodyOf(SECTION.elements)), exports);
  const replaced = new Map([
    [SECTION.exports, vector(exports.filter((found) => !isLazy(found)).map(writeExport))],
    [SECTION.elements, writeElements(first, functions)],
    [SECTION.tables, withRoomFor(first + functions.length, bodyOf(SECTION.tables))],
  ]);
  const places = new Map(functions.map((index, place) => [index, first + place]));
  const lines = exports.filter(isLazy).map((found) => lineOf(found, places));
  return writeSections(wasm, [
    ...sections.map(({ id, body }) => ({ id, body: replaced.get(id) ?? body })),
    customSection(SECTION_NAME, lines.join("\n")),
  ]);
}

/** `address`: of data, whose place is fixed. Variables have none. */
export function readExports(bodyOf, imports) {
  const firstOwn = imports.filter(({ kind }) => kind === KIND.global).length;
  const globals = new Reader(bodyOf(SECTION.globals)).vector(readGlobal);
  return new Reader(bodyOf(SECTION.exports)).vector((reader) => {
    const found = readExport(reader);
    const global = found.kind === KIND.global ? globals[found.index - firstOwn] : undefined;
    const isConstant = global && global.type === I32 && !global.isMutable;
    return { ...found, address: isConstant ? global.value : undefined };
  });
}

/** All exported functions, also those that stay exports: an address given at run time could be another after a restore. */
function fullTable({ first, functions }, exports) {
  const standing = new Set(functions);
  const exported = exports.filter(({ kind }) => kind === KIND.function).map(({ index }) => index);
  return {
    first,
    functions: functions.concat([...new Set(exported)].filter((index) => !standing.has(index))),
  };
}

function lineOf({ name, index, address }, places) {
  const place = address ?? places.get(index);
  if (/[\s=]/.test(name) || place === undefined)
    throw unexpected(`the export ${JSON.stringify(name)} at ${place}, which does not fit into a line`);
  return address === undefined ? `${name} ${place}` : `${name}=${place}`;
}

export function readImport(reader) {
  const [module, name, kind] = [reader.name(), reader.name(), reader.byte()];
  if (kind === KIND.function) reader.number();
  else if (kind === KIND.global) reader.take(2);
  else throw unexpected(`an import of kind ${kind}`);
  return { module, name, kind };
}

function readGlobal(reader) {
  const [type, isMutable, opcode] = [reader.byte(), reader.byte() === 1, reader.byte()];
  if (opcode !== I32_CONST) throw unexpected(`a global that begins with opcode ${opcode}`);
  const value = reader.signed();
  reader.byte();
  return { type, isMutable, value };
}

function readExport(reader) {
  return { name: reader.name(), kind: reader.byte(), index: reader.number() };
}

function writeExport({ name, kind, index }) {
  return [...nameBytes(name), kind, ...number(index)];
}

/** One segment, whose place is a number. */
function readElements(body) {
  const reader = new Reader(body);
  const [segments, flags, opcode] = [reader.number(), reader.number(), reader.byte()];
  if (segments !== 1 || flags !== 0 || opcode !== I32_CONST)
    throw unexpected("other elements than one segment");
  const first = reader.signed();
  reader.byte();
  const functions = reader.vector((item) => item.number());
  return { first, functions };
}

function writeElements(first, functions) {
  return Buffer.from([1, 0, I32_CONST, ...signed(first), END, ...vector(functions.map(number))]);
}

/** The first table is that of functions; it has no upper limit. */
function withRoomFor(size, body) {
  const reader = new Reader(body);
  const [count, type, limits] = [reader.number(), reader.byte(), reader.byte()];
  if (type !== FUNCTION_REFERENCE || limits !== 0)
    throw unexpected("another first table than one of functions");
  reader.number();
  return Buffer.from([...number(count), type, limits, ...number(size), ...reader.rest()]);
}

function unexpected(what) {
  return new Error(
    `pyodide.asm.wasm has ${what}, for which rewrite-wasm.mjs is not made. See docs/upgrading-pyodide.md.`,
  );
}
