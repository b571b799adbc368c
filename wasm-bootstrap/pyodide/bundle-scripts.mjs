/** Bundles the scripts in which Pyodide runs: the realm of a Node worker, and the web worker. */

import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { ID_PLACEHOLDER } from "../build-id.mjs";
import { pythonFilesForEsbuild } from "../python-files.mjs";
import { compileEagerly } from "./compile-eagerly.mjs";

/** A script in a `vm` context reads a global through an interceptor, which takes longer than to read a constant. */
const REALM_CONSTANTS = (
  "Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error FinalizationRegistry Float32Array " +
  "Float64Array Function Int16Array Int32Array Int8Array JSON Map Math Number Object Promise Proxy RangeError Reflect " +
  "Set String Symbol TypeError Uint16Array Uint32Array Uint8Array WeakMap WeakRef WebAssembly"
).split(" ");

/**
 * @param {string} script pyodide.asm.mjs
 * @returns {Promise<string>}
 */
export function nodeRealm(script) {
  return bundle(script, {
    entryPoints: ["src/worker/realm/node-realm.ts"],
    format: "iife",
    banner: { js: `const { ${REALM_CONSTANTS.join(", ")} } = globalThis;` },
  });
}

/**
 * @param {string} script pyodide.asm.mjs
 * @param {{ readonly isStock: boolean }} options
 * @returns {Promise<string>}
 */
export async function webWorker(script, { isStock }) {
  const text = await bundle(script, { entryPoints: ["src/worker/web.ts"], format: "esm" });
  return isStock ? text : compileEagerly(text);
}

async function bundle(script, options) {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL("../../", import.meta.url)),
    bundle: true,
    target: "es2022",
    platform: "browser",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
    write: false,
    outdir: "unused",
    plugins: [withoutNode, withPyodide(script), pythonFilesForEsbuild],
    define: {
      "import.meta.url": '"pythonless:/realm.js"',
      PYTHONLESS_BUILD_ID: JSON.stringify(ID_PLACEHOLDER),
    },
    // Pyodide's own would be code from strings in a browser (a `data:` URL), and an error of the outer realm in Node.
    supported: { "dynamic-import": false },
    ...options,
  });
  return outputFiles[0].text;
}

/** Pyodide imports Node's modules in branches that a web worker's globals never lead to; bundlers of users would follow. */
const withoutNode = {
  name: "without-node",
  setup(building) {
    building.onResolve({ filter: /^(node:|ws$)/ }, ({ path }) => ({ path, namespace: "absent" }));
    building.onLoad({ filter: /.*/, namespace: "absent" }, () => ({ contents: "export default undefined;" }));
  },
};

function withPyodide(script) {
  return {
    name: "pyodide-script",
    setup(building) {
      building.onLoad({ filter: /[\\/]pyodide\.asm\.mjs$/ }, () => ({ contents: script }));
    },
  };
}
