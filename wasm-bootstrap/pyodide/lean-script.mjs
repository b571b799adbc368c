/**
 * Pyodide's script, without what makes a start slow and serves nobody before a function loads a module in WebAssembly. It
 * is what Emscripten writes for a program that may load such modules: a third of it hands out exports by name, and a fifth
 * of a start goes into giving each of 7,400 functions an address.
 */

import { replaceOnce } from "./replace-once.mjs";
import { withoutUnusedExports } from "./unused-exports.mjs";

/** What is written in place of what. */
export const REPLACEMENTS = [
  // Addresses only for those that the interpreter itself asks for: src/worker/pyodide/linking.ts.
  [
    "updateGOT(origExports);LDSO.init();",
    'Module["link"]({offsets:GOT,table:wasmTable,resolve:resolveGlobalSymbol,addresses});LDSO.init();',
  ],
  [
    "var getFunctionAddress=func=>{",
    "var getFunctionAddress=func=>{var address=addresses.get(func);if(address){return address}",
  ],
  // All symbols, as soon as another module, or C by way of `ctypes`, may ask for one: later-exports.ts, beside it.
  [
    "async function createWasm(){",
    'var addresses=new WeakMap,later,linkAll=()=>{later??=Module["linkLater"]({symbols:wasmImports,table:wasmTable,addresses})};' +
      "async function createWasm(){",
  ],
  [
    "var loadWebAssemblyModule=(binary,flags,libName,localScope,handle)=>{",
    "var loadWebAssemblyModule=(binary,flags,libName,localScope,handle)=>{linkAll();",
  ],
  [
    "function __dlsym_js(handle,symbol,symbolIndex){",
    "function __dlsym_js(handle,symbol,symbolIndex){linkAll();",
  ],
  // Looks an export up by a computed name, for `ccall` and `cwrap`, which nothing calls.
  [
    'var func=Module["_"+ident];return func',
    'throw new Error("pythonless leaves out the exports that Pyodide does not name, so ccall and cwrap find none.")',
  ],
  // The interpreter's own symbol comes before one of that name in a module.
  [
    "var existingEntry=GOT[symName]&&GOT[symName].value!=-1;",
    "var existingEntry=later.has(symName)||symName in wasmExports||GOT[symName]&&GOT[symName].value!=-1;",
  ],
];

/**
 * @param {string} script pyodide.asm.mjs
 * @param {string} reader pyodide.mjs, which looks at its exports too
 * @returns {string}
 */
export function leanScript(script, reader) {
  const linking = REPLACEMENTS.reduce((text, [what, by]) => replaceOnce(text, what, by), script);
  return withoutUnusedExports(linking, reader);
}
