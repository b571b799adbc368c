/**
 * Pyodide's script, without what makes a start slow and serves nobody before a function loads a module in WebAssembly. It
 * is what Emscripten writes for a program that may load such modules: a third of it hands out exports by name, and a fifth
 * of a start goes into giving each of 7,400 functions an address.
 */

import { replaceOnce } from "./replace-once.mjs";
import { withoutUnusedExports } from "./unused-exports.mjs";

/** What is written in place of what. */
const REPLACEMENTS = [
  // Addresses only for those that the interpreter itself asks for: src/worker/pyodide/linking.ts.
  [
    "updateGOT(origExports);LDSO.init();",
    'unlinked=origExports;linked=Module["link"]({offsets:GOT,table:wasmTable,resolve:resolveGlobalSymbol});LDSO.init();',
  ],
  ["async function createWasm(){", "var unlinked,linked=[];async function createWasm(){"],
  [
    "functionsInTableMap=new WeakMap;updateTableMap(0,wasmTable.length)",
    "functionsInTableMap=new WeakMap;updateTableMap(0,wasmTable.length);for(var pair of linked)functionsInTableMap.set(...pair)",
  ],
  // Addresses for all, as soon as another module may ask for one.
  [
    "var loadWebAssemblyModule=(binary,flags,libName,localScope,handle)=>{",
    "var loadWebAssemblyModule=(binary,flags,libName,localScope,handle)=>{if(unlinked){var all=unlinked;unlinked=undefined;updateGOT(all)}",
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
