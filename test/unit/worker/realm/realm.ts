import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import type { OuterWorld } from "../../../../src/worker/realm/globals.ts";
import { outerWorld } from "../../../../src/worker/realm/node-endowments.ts";

/** A realm as src/worker/node.ts opens it, without Pyodide. */
export interface TestRealm {
  /** What the code gives, of the inner realm. */
  run(code: string): unknown;
}

/** Bundles globals.ts, runs it inside a `vm` context, and installs its globals over `outer`. */
export async function openTestRealm(outer: OuterWorld): Promise<TestRealm> {
  const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: true } });
  runInContext(await bundle(), context);
  const scope = context as { installGlobals?: (outer: OuterWorld) => void };
  scope.installGlobals?.(outer);
  return { run: (code) => runInContext(code, context) };
}

let bundled: Promise<string> | undefined;

function bundle(): Promise<string> {
  bundled ??= build({
    stdin: {
      contents: 'import { installGlobals } from "./globals.ts"; globalThis.installGlobals = installGlobals;',
      resolveDir: fileURLToPath(new URL("../../../../src/worker/realm", import.meta.url)),
    },
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? "");
  return bundled;
}

/** The outer world of a Node worker. */
export function workingWorld(print: (line: string) => void = () => {}): OuterWorld {
  return outerWorld(print);
}

/** An outer world that always fails, as the real one does on a stack that is used up. */
export function failingWorld(): OuterWorld {
  const fail = () => {
    throw new RangeError("Maximum call stack size exceeded");
  };
  return Object.fromEntries(Object.keys(workingWorld()).map((name) => [name, fail])) as unknown as OuterWorld;
}

const CONSTRUCTORS = [
  ...[Object, Function, Array, Error, TypeError, RangeError, Promise, Map],
  ...[Uint8Array, ArrayBuffer, SharedArrayBuffer],
];

const outerIntrinsics = new Map<unknown, string>(
  [...CONSTRUCTORS, WebAssembly.Module].flatMap((own) => [
    [own, own.name],
    [own.prototype, `${own.name}.prototype`],
  ]),
);

/** Paths from `roots` to what belongs to the outer realm: prototypes, properties and accessors are walked. */
export function waysOut(roots: Readonly<Record<string, unknown>>): string[] {
  const seen = new Set<unknown>();
  const found: string[] = [];
  const queue = Object.entries(roots).map(([path, value]) => ({ path, value }));
  for (const { path, value } of queue) {
    if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value))
      continue;
    seen.add(value);
    const name = outerIntrinsics.get(value);
    if (name !== undefined) {
      found.push(`${path} is the outer ${name}`);
      continue;
    }
    queue.push({ path: `${path}.[[Prototype]]`, value: Object.getPrototypeOf(value) });
    if (ArrayBuffer.isView(value)) {
      // Each byte is a property of it.
      queue.push({ path: `${path}.buffer`, value: value.buffer });
      continue;
    }
    for (const key of Reflect.ownKeys(value)) {
      const { value: member, get, set } = Object.getOwnPropertyDescriptor(value, key) ?? {};
      for (const next of [member, get, set]) queue.push({ path: `${path}.${String(key)}`, value: next });
    }
  }
  if (seen.size < 500) throw new Error(`only ${seen.size} objects were walked`);
  return found;
}
