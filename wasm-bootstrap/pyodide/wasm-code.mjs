/** Code and data of a WebAssembly binary, to be rewritten by patterns of bytes. Bytes are strings of one character each. */

import { readExports, readImport } from "./rewrite-wasm.mjs";
import {
  I32_CONST,
  KIND,
  number,
  Reader,
  readSections,
  SECTION,
  signed,
  writeSections,
} from "./wasm-binary.mjs";

const bytesOf = (values) => String.fromCharCode(...values);

/** Any one byte in a pattern. */
export const ANY = "[^]";
/** A number of variable length in a pattern. */
export const LEB128 = "[\\x80-\\xff]*[\\x00-\\x7f]";

export const load = bytesOf([0x28, 2, 0]);
export const store = bytesOf([0x36, 2, 0]);
/** A byte, or two, at a fixed address beyond the one on the stack. */
export const load8 = (address) => bytesOf([0x2d, 0, ...number(address)]);
export const load16 = (address) => bytesOf([0x2f, 1, ...number(address)]);
export const constant = (value) => bytesOf([I32_CONST, ...signed(value)]);
export const call = (index) => bytesOf([0x10, ...number(index)]);

/** These bytes and no others, as a part of a pattern. */
export const exactly = (bytes) =>
  [...bytes].map((byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`).join("");

/** @param {string} group of a pattern: `LEB128`, with a sign. */
export const signedValue = (group) => new Reader(Buffer.from(group, "latin1")).signed();

export class WasmCode {
  #wasm;
  #sections;
  #exports;
  #importedFunctions;
  /** A type by function, and its body. */
  #types;
  #bodies;
  #segments;

  /** @param {Buffer} wasm */
  constructor(wasm) {
    this.#wasm = wasm;
    this.#sections = readSections(wasm);
    const bodyOf = (id) => this.#sections.find((section) => section.id === id).body;
    const imports = new Reader(bodyOf(SECTION.imports)).vector(readImport);
    const exported = readExports(bodyOf, imports);
    this.#exports = new Map(exported.map((found) => [found.name, found]));
    this.#types = new Reader(bodyOf(SECTION.functions)).vector((reader) => reader.number());
    this.#bodies = new Reader(bodyOf(SECTION.code)).vector((reader) =>
      Buffer.from(reader.take(reader.number())).toString("latin1"),
    );
    this.#importedFunctions = imports.filter(({ kind }) => kind === KIND.function).length;
    this.#segments = readSegments(bodyOf(SECTION.data));
  }

  /** The instruction that calls an exported function. */
  call(name) {
    return call(this.#export(name, KIND.function).index);
  }

  /** Where exported data lies in memory. */
  address(name) {
    return this.#export(name, KIND.global).address;
  }

  /** The instructions of an exported function, with its variables before them. */
  body(name) {
    return this.#bodies[this.#export(name, KIND.function).index - this.#importedFunctions];
  }

  /** A text in memory, up to the zero that ends it. */
  text(address) {
    const segment = this.#segments.find(
      ({ start, bytes }) => start <= address && address < start + bytes.length,
    );
    const end = segment?.bytes.indexOf(0, address - segment.start) ?? -1;
    return end < 0 ? "" : segment.bytes.toString("utf8", address - segment.start, end);
  }

  /**
   * Puts bytes in the place of a text in memory, whose last part stays: other texts may be the end of this one.
   *
   * @returns {number} their address.
   */
  overwriteText(text, bytes) {
    const found = this.#segments.filter((segment) => segment.bytes.includes(text));
    const offset = found[0]?.bytes.indexOf(text);
    if (found.length !== 1 || found[0].bytes.indexOf(0, offset) - offset < bytes.length + KEPT_TEXT_BYTES)
      throw unexpected(
        `no place for ${bytes.length} bytes in the text that begins with ${JSON.stringify(text)}`,
      );
    bytes.copy(found[0].bytes, offset);
    return found[0].start + offset;
  }

  /**
   * A new function with the parameters and the result of an exported one.
   *
   * @returns {string} the instruction that calls it.
   */
  add(like, body) {
    this.#types.push(this.#types[this.#export(like, KIND.function).index - this.#importedFunctions]);
    this.#bodies.push(body);
    return call(this.#importedFunctions + this.#bodies.length - 1);
  }

  /**
   * Replaces what a pattern matches, which must be there `count` times.
   *
   * @param {{ what: string, pattern: string, by: (found: string, ...groups: string[]) => string | undefined, count?: number, where?: string }} replacement
   *   `where`: bytes that the function must hold too. `by` gives nothing for a match that is not meant.
   */
  replace({ what, pattern, by, count = 1, where = "" }) {
    const expression = new RegExp(pattern, "g");
    let found = 0;
    this.#bodies.forEach((body, index) => {
      if (!body.includes(where)) return;
      this.#bodies[index] = body.replace(expression, (...match) => {
        const bytes = by(...match);
        if (bytes !== undefined) found += 1;
        return bytes ?? match[0];
      });
    });
    if (found !== count) throw unexpected(`${what} ${found} times instead of ${count} times`);
  }

  toBuffer() {
    const replaced = new Map([
      [SECTION.functions, Buffer.from([...number(this.#types.length), ...this.#types.flatMap(number)])],
      [SECTION.code, writeBodies(this.#bodies)],
    ]);
    return writeSections(
      this.#wasm,
      this.#sections.map(({ id, body }) => ({ id, body: replaced.get(id) ?? body })),
    );
  }

  #export(name, kind) {
    const found = this.#exports.get(name);
    if (found?.kind !== kind) throw unexpected(`no export ${name} of kind ${kind}`);
    return found;
  }
}

const KEPT_TEXT_BYTES = 256;

/** The bytes are those of the section: writing to them changes it. */
function readSegments(body) {
  return new Reader(body).vector((reader) => {
    const [flags, opcode] = [reader.number(), reader.byte()];
    if (flags !== 0 || opcode !== I32_CONST) throw unexpected("data without a fixed address");
    const start = reader.signed();
    reader.byte();
    return { start, bytes: reader.take(reader.number()) };
  });
}

function writeBodies(bodies) {
  const parts = bodies.flatMap((body) => [Buffer.from(number(body.length)), Buffer.from(body, "latin1")]);
  return Buffer.concat([Buffer.from(number(bodies.length)), ...parts]);
}

function unexpected(what) {
  return new Error(
    `pyodide.asm.wasm has ${what}. Another version of Pyodide may need other patterns in linux-errno.mjs: see docs/upgrading-pyodide.md.`,
  );
}
