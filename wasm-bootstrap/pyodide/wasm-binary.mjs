/** WebAssembly's binary form, as far as rewrite-wasm.mjs looks into it. */

export const SECTION = {
  custom: 0,
  imports: 2,
  functions: 3,
  tables: 4,
  globals: 6,
  exports: 7,
  elements: 9,
  code: 10,
  data: 11,
};
export const KIND = { function: 0, table: 1, memory: 2, global: 3, tag: 4 };
export const I32 = 0x7f;
export const FUNCTION_REFERENCE = 0x70;
export const [I32_CONST, END] = [0x41, 0x0b];

const PREAMBLE_BYTES = 8;

/** Reads numbers and names one after the other. */
export class Reader {
  #at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
  }

  get isAtEnd() {
    return this.#at === this.bytes.length;
  }

  byte() {
    const [byte] = this.take(1);
    return byte;
  }

  take(length) {
    this.#at += length;
    if (!(this.#at <= this.bytes.length))
      throw new Error(
        `The binary ends at byte ${this.bytes.length}, expected more: it is cut short, or read wrongly.`,
      );
    return this.bytes.subarray(this.#at - length, this.#at);
  }

  rest() {
    return this.take(this.bytes.length - this.#at);
  }

  /** LEB128 without a sign. */
  number() {
    const byte = this.byte();
    return byte < 128 ? byte : (byte & 127) + this.number() * 128;
  }

  /** With a sign, up to 32 bits. */
  signed() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return shift < 25 ? (value << (25 - shift)) >> (25 - shift) : value;
    }
  }

  name() {
    return Buffer.from(this.take(this.number())).toString();
  }

  /** @returns {number[]} */
  vector(readItem) {
    return Array.from({ length: this.number() }, () => readItem(this));
  }
}

export function readSections(wasm) {
  const reader = new Reader(wasm.subarray(PREAMBLE_BYTES));
  const sections = [];
  while (!reader.isAtEnd) sections.push({ id: reader.byte(), body: reader.take(reader.number()) });
  return sections;
}

export function writeSections(wasm, sections) {
  return Buffer.concat([wasm.subarray(0, PREAMBLE_BYTES), ...sections.flatMap(partsOf)]);
}

function partsOf({ id, body }) {
  return [Buffer.from([id, ...number(body.length)]), body];
}

export function number(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...number(value >>> 7)];
}

/** LEB128 with a sign, for a number that has none: its last byte has a free bit for it. */
export function signed(value) {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >> 7)];
}

export function nameBytes(text) {
  const bytes = Buffer.from(text);
  return [...number(bytes.length), ...bytes];
}

/** @param {readonly (readonly number[])[]} items */
export function vector(items) {
  return Buffer.from([...number(items.length), ...items.flat()]);
}

/** Engines keep a custom section, and do nothing with it. */
export function customSection(name, text) {
  return { id: SECTION.custom, body: Buffer.from([...nameBytes(name), ...Buffer.from(text)]) };
}

/** The module with a custom section behind all others, which keep their bytes. */
export function appendSection(wasm, name, text) {
  return Buffer.concat([wasm, ...partsOf(customSection(name, text))]);
}
