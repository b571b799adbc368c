import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { beforeAll, describe, expect, test } from "vitest";
import { VERSION } from "../../src/wire/version.ts";
import type { OuterWorld } from "../../src/worker/realm/globals.ts";
import { outerWorld } from "../../src/worker/realm/node-endowments.ts";
import type { NodeRealm } from "../../src/worker/realm/node-realm.ts";
import { waysOut } from "../unit/worker/realm/realm.ts";

/**
 * The realm of a Node worker as it is shipped, with an interpreter that runs, opened in this thread: so that every
 * object Python could get hold of can be walked from outside.
 */
const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: true } });
const read = (path: string) => readFileSync(new URL(`../../dist/${path}`, import.meta.url));

const SETTINGS = {
  entryPoint: "main.handler",
  sandbox: true,
  environment: {},
  functionName: "",
  functionVersion: "",
  folderId: "",
  logGroupName: "",
  memoryMb: 128,
  token: null,
};

const MAIN = `
import js
from foothold import api, pyodide_js
from pyodide.ffi import create_proxy, to_js
def handler(event, context):
    js.take(pyodide_js(), api(), to_js([1]), to_js(b"1"), create_proxy(handler), api().lockFilePromise)
    return open("main.py").read()[:1]
`;

let taken: Record<string, unknown>;

beforeAll(async () => {
  runInContext(read("node/realm.js").toString(), context);
  const { openRealm } = context as { openRealm: (outer: OuterWorld) => Promise<NodeRealm> };
  const realm = await openRealm(outerWorld(() => {}));
  delete (context as { openRealm?: unknown }).openRealm;
  const assets = {
    wasmModule: await WebAssembly.compile(read("assets/pyodide.asm.wasm")),
    standardLibrary: shared(read("assets/python_stdlib.zip")),
    snapshot: shared(read("assets/snapshot.bin")),
  };
  const python = await realm.startPython({ version: VERSION, assets });
  const files = { "main.py": Buffer.from(MAIN), "foothold.py": readFileSync("test/spec/escape/foothold.py") };
  // Opened only as far as this test needs it: with an object of the realm itself.
  const outside = runInContext("({ take: (...things) => { globalThis.taken = things } })", context) as object;
  const limits = { memoryBytes: 128 << 20, temporaryFilesBytes: 512 << 20, logBytes: 1 << 20 };
  const json = JSON.stringify({ settings: { ...SETTINGS, sandbox: false }, limits });
  const answers: string[] = [];
  python.prepare({ files, json }, (kind, details) => answers.push(kind + details), outside);
  python.call("r1", Date.now() + 1000, "{}");
  expect(answers).toEqual(["imported", expect.stringMatching(/^result/)]);
  taken = { taken: runInContext("taken", context), globalThis: runInContext("globalThis", context), python };
}, 60_000);

function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

describe("from all that Pyodide holds, once a function has run", () => {
  test("no object of another realm is in reach", () => {
    expect(waysOut(taken)).toEqual([]);
  });
});
