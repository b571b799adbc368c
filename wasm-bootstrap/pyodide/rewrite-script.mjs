/**
 * Makes a start of Pyodide's script faster. Emscripten writes it for a program that may load further WebAssembly modules: a
 * third of it gives names to exports, and a fifth of a start gives an address to each of 7,400 functions. Only such modules
 * and `ctypes` need that, so here it happens when the first of them asks.
 */

import { replaceOnce } from "./replace-once.mjs";
import { withoutUnusedExports } from "./unused-exports.mjs";

/** Pairs: a text that the script has exactly once, and the text that replaces it. */
export const REPLACEMENTS = [
  // Gives addresses only to the functions that the interpreter itself imports: src/worker/pyodide/linking.ts.
  [
    "updateGOT(origExports);LDSO.init();",
    'Module["link"]({offsets:GOT,table:wasmTable,resolve:resolveGlobalSymbol,addresses});LDSO.init();',
  ],
  [
    "var getFunctionAddress=func=>{",
    "var getFunctionAddress=func=>{var address=addresses.get(func);if(address){return address}",
  ],
  // Makes all symbols known as soon as another module or `ctypes` may ask for one: src/worker/pyodide/lazy-exports.ts.
  [
    "async function createWasm(){",
    'var addresses=new WeakMap,lazyNames,linkAll=()=>{lazyNames??=Module["linkOnDemand"]({symbols:wasmImports,table:wasmTable,addresses})};' +
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
  // `ccall` and `cwrap` look an export up by a computed name. Nothing calls them; a call fails in words.
  [
    'var func=Module["_"+ident];return func',
    'throw new Error("pythonless leaves out the exports that Pyodide does not name, so ccall and cwrap find none.")',
  ],
  // The interpreter's own symbol comes before one of that name in a module.
  [
    "var existingEntry=GOT[symName]&&GOT[symName].value!=-1;",
    "var existingEntry=lazyNames.has(symName)||symName in wasmExports||GOT[symName]&&GOT[symName].value!=-1;",
  ],
];

/**
 * @param {string} script pyodide.asm.mjs
 * @param {string} reader pyodide.mjs, which looks at its exports too
 * @returns {string}
 */
export function rewriteScript(script, reader) {
  const linking = REPLACEMENTS.reduce((text, [what, by]) => replaceOnce(text, what, by), script);
  return withoutUnusedExports(linking, reader);
}
