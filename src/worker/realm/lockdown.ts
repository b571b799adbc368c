/**
 * Removes the abilities of a realm beyond the language: its globals but those of ECMAScript, and code from
 * strings. An allowlist, so that globals which platforms add later are removed too.
 *
 * In a browser this is the boundary of the function. In Node, where the function runs in a `vm` context of its own,
 * it is the second wall: the worker's own realm then has no process and no compiler.
 *
 * @param kept names that stay.
 * @returns puts everything back.
 */
export function lockDown(scope: object, kept: readonly string[] = []): () => void {
  const undo: (() => void)[] = [];
  const stays = new Set([...LANGUAGE, ...kept]);
  const goes = placesOf(scope).flatMap((place) => {
    const keys = Reflect.ownKeys(place);
    const isKept = (key: PropertyKey) => place === scope && typeof key === "string" && stays.has(key);
    return keys
      .filter((key) => !isKept(key))
      .map((key) => ({ place, key, descriptor: descriptorOf(place, key) }));
  });
  // Only now: Node 24 makes some globals when they are looked at, out of others that must still be there.
  for (const global of goes) undo.push(takeAway(global));
  undo.push(...refuseCodeFromStrings(scope));
  return () => {
    for (const put of undo.reverse()) put();
  };
}

/** `eval` is not among them. */
const LANGUAGE = (
  "globalThis Infinity NaN undefined isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI " +
  "encodeURIComponent escape unescape Object Function Array Boolean String Symbol Number BigInt Math Date JSON Promise " +
  "Proxy Reflect RegExp Iterator Map Set WeakMap WeakSet WeakRef FinalizationRegistry Intl Error AggregateError " +
  "EvalError RangeError ReferenceError SuppressedError SyntaxError TypeError URIError ArrayBuffer SharedArrayBuffer " +
  "Atomics DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array " +
  "BigInt64Array BigUint64Array Float16Array Float32Array Float64Array DisposableStack AsyncDisposableStack WebAssembly"
).split(" ");

/** The global object, and the prototypes from which it has `fetch`, `importScripts` and the like. */
function placesOf(scope: object): object[] {
  const places: object[] = [];
  for (let place: object | null = scope; place && place !== Object.prototype; ) {
    places.push(place);
    place = Object.getPrototypeOf(place);
  }
  return places;
}

interface Global {
  readonly place: object;
  readonly key: PropertyKey;
  readonly descriptor: PropertyDescriptor;
}

/** Not its value: to read some globals is to start them, or to be warned of them. */
function descriptorOf(place: object, key: PropertyKey): PropertyDescriptor {
  return Object.getOwnPropertyDescriptor(place, key) as PropertyDescriptor;
}

function takeAway({ place, key, descriptor }: Global): () => void {
  if (!Reflect.deleteProperty(place, key)) return () => {};
  return () => Object.defineProperty(place, key, descriptor);
}

/** Each kind of function has a constructor that compiles; a name leads to the first one only. */
function refuseCodeFromStrings(scope: object): (() => void)[] {
  const kinds = [() => {}, async () => {}, function* () {}, async function* () {}].map(Object.getPrototypeOf);
  return [
    ...kinds.map((kind) => replace(kind, "constructor", refusing(kind))),
    replace(scope, "Function", refusing(Function.prototype)),
  ];
}

function replace(place: object, key: string, value: unknown): () => void {
  const before = descriptorOf(place, key);
  Object.defineProperty(place, key, { ...before, value });
  return () => Object.defineProperty(place, key, before);
}

/** Stands in for a constructor, `instanceof` included. */
function refusing(prototype: object): unknown {
  function refuse(): never {
    throw new EvalError("Code from strings is off in pythonless.");
  }
  refuse.prototype = prototype;
  return refuse;
}
