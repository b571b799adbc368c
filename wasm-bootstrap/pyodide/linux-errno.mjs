/**
 * Error numbers as on Linux. Emscripten's libc counts as WASI does (ENOENT is 44, on Linux 2), and its numbers are compiled into
 * every comparison in C, so they stay in C. This rewrites the places where a number passes between C and Python: the module
 * `errno`, exceptions made from C's `errno`, the choice of their class, `os.strerror` and `ctypes`. Modules in WebAssembly that
 * are loaded later raise their errors through the same functions. A running interpreter loses no time by it.
 */

import { readFileSync } from "node:fs";
import {
  ANY,
  constant,
  exactly,
  LEB128,
  load,
  load8,
  load16,
  signedValue,
  store,
  WasmCode,
} from "./wasm-code.mjs";

/** By name: the number on Linux, and glibc's text. */
const LINUX = JSON.parse(readFileSync(new URL("linux-errno.json", import.meta.url), "utf8"));

/** The errors for which CPython chooses a class, in the order of its source (exceptions.c). */
const WITH_CLASS =
  "EAGAIN EALREADY EINPROGRESS EWOULDBLOCK EPIPE ESHUTDOWN ECHILD ECONNABORTED ECONNREFUSED ECONNRESET EEXIST ENOENT EISDIR " +
  "ENOTDIR EINTR EACCES EPERM ESRCH ETIMEDOUT";

/** Only `python --help-env` prints it, so the tables lie there in memory. */
const UNUSED_TEXT = "Environment variables that change behavior:\n";

/** Names of instructions. */
const [GET, SET, TEE] = ["\x20", "\x21", "\x22"];
/** The first parameter or variable. */
const FIRST = `${GET}\0`;
const [IS_ZERO, EQUAL, UNEQUAL, BELOW] = ["\x45", "\x46", "\x47", "\x49"];
const [ADD, SHIFT_LEFT] = ["\x6a", "\x74"];
const [IF, IF_I32, ELSE, END] = ["\x04\x40", "\x04\x7f", "\x05", "\x0b"];

/**
 * @param {Buffer} wasm pyodide.asm.wasm
 * @returns {Buffer}
 */
export function withLinuxErrno(wasm) {
  const code = new WasmCode(Buffer.from(wasm));
  const numbers = numberModule(code);
  const functions = addFunctions(code, numbers);
  numberClasses(code, numbers);
  translateExceptions(code, numbers, functions);
  translateCtypes(code, functions);
  return code.toBuffer();
}

/**
 * Rewrites the module `errno`, whose code has each number behind its name. Two calls make an entry, or one that does the same.
 *
 * @returns {ReadonlyMap<string, number>} Emscripten's number by name.
 */
function numberModule(code) {
  const numbers = new Map();
  const makeText = `${exactly(code.call("PyUnicode_FromString"))}[^]{1,12}?`;
  const unnumbered = new Set(Object.keys(LINUX));
  code.replace({
    what: "entries of the module errno",
    pattern: `\\x41(${LEB128})((?:${makeText})?)\\x41(${LEB128})\\x10`,
    count: 137,
    by(_, address, between, group) {
      const name = code.text(signedValue(address));
      if (!/^E[A-Z0-9]+$/.test(name)) return undefined;
      numbers.set(name, signedValue(group));
      unnumbered.delete(name);
      return `\x41${address}${between}${constant(linuxNumber(name))}\x10`;
    },
  });
  if (unnumbered.size > 0) throw new Error(`The module errno of Pyodide lacks ${[...unnumbered].join()}.`);
  return numbers;
}

function linuxNumber(name) {
  const entry = LINUX[name];
  if (entry) return entry[0];
  throw new Error(`linux-errno.json lacks ${name}: add the number that Linux has for it, and glibc's text.`);
}

/** The numbers by which CPython chooses a subclass of OSError: one call after the other makes them Python's. */
function numberClasses(code, numbers) {
  const names = WITH_CLASS.split(" ");
  const fromNumber = exactly(code.call("PyLong_FromLong"));
  const entries = names.map((name) => `${exactly(constant(numbers.get(name)))}(${fromNumber}[^]{0,160}?)`);
  code.replace({
    what: "numbers of exception classes",
    pattern: entries.join(""),
    by: (_, ...rests) => names.map((name, index) => constant(linuxNumber(name)) + rests[index]).join(""),
  });
}

/** In WebAssembly: C's `errno` as Linux counts it, a number of Linux's as C counts it, and the text for one of Linux's. */
function addFunctions(code, numbers) {
  const { toLinux, fromLinux, textOffsets, texts } = placeTables(code, numbers);
  const readErrno = code.body("__errno_location").slice(1, -1) + load;
  const lookUp = (table, then, otherwise) =>
    `${FIRST}${constant(table.length)}${BELOW}${IF_I32}${FIRST}${then}${ELSE}${otherwise}${END}`;
  const translate = (table) => lookUp(table, load8(table.address), FIRST);
  const toText = constant(1) + SHIFT_LEFT + load16(textOffsets.address) + constant(texts.address) + ADD;
  return {
    readErrno,
    linuxErrno: code.add("__errno_location", `\x01\x01\x7f${readErrno}${SET}\0${translate(toLinux)}${END}`),
    fromLinux: code.add("strerror", `\0${translate(fromLinux)}${END}`),
    linuxStrerror: code.add("strerror", `\0${lookUp(fromLinux, toText, constant(texts.address))}${END}`),
  };
}

/** Puts the tables into memory, each with its address. */
function placeTables(code, numbers) {
  const linuxNumbers = Object.values(LINUX).map(([number]) => number);
  const toLinux = identity(Math.max(...numbers.values()));
  const fromLinux = identity(Math.max(...linuxNumbers));
  for (const [name, number] of numbers) {
    toLinux[number] = linuxNumber(name);
    fromLinux[linuxNumber(name)] = number;
  }
  const { textOffsets, texts } = makeTexts(fromLinux.length);
  const all = { textOffsets, toLinux, fromLinux, texts };
  let address = code.overwriteText(UNUSED_TEXT, Buffer.concat(Object.values(all)));
  return Object.fromEntries(
    Object.entries(all).map(([name, { length }]) => {
      address += length;
      return [name, { length, address: address - length }];
    }),
  );
}

const identity = (last) => Buffer.from(Array.from({ length: last + 1 }, (_, index) => index));

/** The texts, an empty one first for numbers without any, and where each begins. */
function makeTexts(count) {
  const textOffsets = Buffer.alloc(2 * count);
  let texts = "\0";
  for (const [number, text] of [[0, "Success"], ...Object.values(LINUX)]) {
    if (textOffsets.readUInt16LE(2 * number) > 0) continue;
    textOffsets.writeUInt16LE(texts.length, 2 * number);
    texts += `${text}\0`;
  }
  return { textOffsets, texts: Buffer.from(texts) };
}

/** Where C makes an OSError of its `errno`, or asks one for its number, and where Python asks for a text. */
function translateExceptions(code, numbers, { readErrno, linuxErrno, linuxStrerror }) {
  const strerror = code.call("strerror");
  const [interrupted, linuxInterrupted] = [constant(numbers.get("EINTR")), constant(linuxNumber("EINTR"))];
  code.replace({
    what: "the number and the text of an exception made from errno",
    where: code.body("PyErr_SetFromErrnoWithFilenameObjects"),
    pattern: `${exactly(readErrno)}([^]{4,12}?)${exactly(interrupted + EQUAL)}([^]{4,20}?)${exactly(strerror)}`,
    by: (_, first, second) => linuxErrno + first + linuxInterrupted + EQUAL + second + linuxStrerror,
  });
  code.replace({
    what: "os.strerror, which raises an error where there is no text",
    where: code.call("PyLong_AsInt"),
    pattern: `${exactly(strerror)}(${exactly(TEE)}${ANY}${exactly(IS_ZERO + IF)})`,
    by: (_, rest) => linuxStrerror + rest,
  });
  code.replace({
    what: "BlockingIOError made from errno",
    pattern: `(${exactly(constant(code.address("PyExc_BlockingIOError")) + load + SET)}${ANY})${exactly(readErrno)}`,
    count: 3,
    by: (_, before) => before + linuxErrno,
  });
  code.replace({
    what: "the number of InterruptedError, after which a buffered stream tries again",
    where: code.call("PyLong_AsLongAndOverflow"),
    pattern: `(${exactly(code.call("PyErr_Clear") + GET)}${ANY})${exactly(interrupted + UNEQUAL)}`,
    by: (_, before) => before + linuxInterrupted + UNEQUAL,
  });
}

/** ctypes has an `errno` of its own, which it exchanges with C's before and after a call. */
function translateCtypes(code, { readErrno, linuxErrno, fromLinux }) {
  const address = readErrno.slice(0, -load.length);
  code.replace({
    what: "the exchange of errno in ctypes",
    pattern: `${exactly(readErrno + store + address)}(${exactly(GET)}${ANY})${exactly(store)}`,
    count: 4,
    by: (_, kept) => linuxErrno + store + address + kept + fromLinux + store,
  });
}
