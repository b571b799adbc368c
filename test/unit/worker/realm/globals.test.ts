import { describe, expect, test } from "vitest";
import { until } from "../../turns.ts";
import { failingWorld, openTestRealm, waysOut, workingWorld } from "./realm.ts";

const realm = await openTestRealm(workingWorld());
const failing = await openTestRealm(failingWorld());

/** Expressions whose value, or what they throw, Python can get hold of. */
const USES = [
  "new TextEncoder()",
  "new TextEncoder().encode('я')",
  "new TextEncoder().encodeInto('я', new Uint8Array(4))",
  "new TextDecoder().decode(new Uint8Array([0x61]))",
  "new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff]))",
  "new TextDecoder('no such encoding').decode(new Uint8Array(1))",
  "new TextDecoder().decode(5)",
  "new URL('https://a.example/b', 'https://c.example')",
  "new URL('no url')",
  "new URL(Symbol('s'))",
  "setTimeout(() => {}, 0)",
  "setTimeout(() => {}, Symbol('s'))",
  "clearTimeout(setTimeout(() => {}, 0))",
  "new MessageChannel()",
  "new MessageChannel().port2.postMessage()",
  "crypto.getRandomValues(new Uint8Array(4))",
  "crypto.getRandomValues(new Float64Array(1))",
  "crypto.getRandomValues(null)",
  "performance.now()",
  "console.log({}, null, new Error('x'))",
  "AbortSignal.any([])",
  "new WorkerGlobalScope()",
  "Object.constructor('return 1')",
  "eval('1')",
];

/** The value or the error of an expression. */
function outcomeOf(run: (code: string) => unknown, expression: string): Record<string, unknown> {
  return run(
    `(() => { try { return { value: ${expression} } } catch (error) { return { error } } })()`,
  ) as Record<string, unknown>;
}

describe("out of the realm", () => {
  test("no way leads from its globals", () => {
    expect(waysOut({ globalThis: realm.run("globalThis") })).toEqual([]);
  });

  test.each(USES)("no way leads from %s", (expression) => {
    const outcome = outcomeOf(realm.run, expression);
    expect(waysOut({ outcome, globalThis: realm.run("globalThis") })).toEqual([]);
  });

  test.each([
    "new TextEncoder().encode({})",
    "new TextEncoder().encode(null)",
    "new TextEncoder().encodeInto('x', {})",
    "new TextEncoder().encodeInto(5, new Uint8Array(1))",
  ])("no way leads from the error of %s", (expression) => {
    const outcome = outcomeOf(realm.run, expression);
    expect(waysOut({ outcome, globalThis: realm.run("globalThis") })).toEqual([]);
  });

  // A stack that is used up makes every outer function throw an error of its own realm.
  test.each(USES)("no way leads from %s when the outer world fails", (expression) => {
    const outcome = outcomeOf(failing.run, expression);
    expect(waysOut({ outcome, globalThis: failing.run("globalThis") })).toEqual([]);
  });

  test("a way is found where there is one, three steps away", () => {
    const hidden = realm.run("({ a: { get b() { return 1 } } })") as { a: object };
    Object.defineProperty(hidden.a, "c", { value: () => 1, enumerable: false });
    const roots = { hidden, globalThis: realm.run("globalThis") };
    expect(waysOut(roots)).toEqual(["hidden.a.c.[[Prototype]] is the outer Function.prototype"]);
  });

  // Whoever calls a Proxy from outside hands it an argument list of the outer realm.
  test.each([
    ["Error.prepareStackTrace", "Error.prepareStackTrace = trap; new Error().stack"],
    ["another Error", "globalThis.Error = { prepareStackTrace: trap }; new TypeError().stack"],
    [
      "the name of an error",
      "const o = { get name() { return trap() } }; Error.captureStackTrace(o); o.stack",
    ],
    [
      "a getter that is a Proxy",
      "const o = Object.defineProperty({}, 'name', { get: trap }); Error.captureStackTrace(o); o.stack",
    ],
    ["Object.prototype.then", "Object.prototype.then = trap"],
    ["Promise.prototype.then", "Promise.prototype.then = trap"],
    ["the buffer of bytes", "Object.defineProperty(Bytes.prototype, 'buffer', { get: trap }); uses()"],
    ["the length of bytes", "Object.defineProperty(Bytes.prototype, 'byteLength', { get: trap }); uses()"],
    ["the iterator of arrays", "Array.prototype[Symbol.iterator] = trap; uses()"],
    ["a text that is none", "new TextEncoder().encode({ toString: trap, [Symbol.toPrimitive]: trap })"],
    [
      "an encoding that is none",
      "const d = new TextDecoder(); Object.defineProperty(d, 'encoding', { value: { toString: trap } }); d.decode(new Uint8Array(1))",
    ],
    ["bytes that are none", "new TextEncoder().encodeInto('x', new Proxy(new Uint8Array(1), { get: trap }))"],
    ["a timer that is none", "clearTimeout({ valueOf: trap })"],
  ])("no way leads through %s", async (_way, attack) => {
    const attacked = await openTestRealm(workingWorld());
    const leaks = attacked.run(`(() => {
      const leaks = [];
      const Bytes = Object.getPrototypeOf(Uint8Array);
      const trap = new Proxy(function () {}, {
        apply(_target, self, list) { leaks[leaks.length] = self; leaks[leaks.length] = list; return 'x'; },
      });
      const uses = () => {
        new TextDecoder().decode(new Uint8Array([97]));
        new TextEncoder().encode('a');
        crypto.getRandomValues(new Uint8Array(4));
      };
      try { ${attack} } catch (error) { leaks[leaks.length] = error; }
      return leaks;
    })()`);
    expect(waysOut({ leaks, globalThis: attacked.run("globalThis") })).toEqual([]);
  });

  test("no way leads from the frames of a stack trace: they are text", () => {
    expect(realm.run("new RangeError('x').stack")).toMatch(/^RangeError: x\n {4}at .*/);
  });

  test("nothing is compiled from a stream: its errors are of the outer realm", () => {
    expect(realm.run("typeof WebAssembly.compileStreaming + typeof WebAssembly.instantiateStreaming")).toBe(
      "undefinedundefined",
    );
  });

  test("code from strings stays off", () => {
    for (const code of [
      "Object.constructor('return 1')()",
      "setTimeout.constructor('return 1')()",
      "eval('1')",
    ]) {
      expect(outcomeOf(realm.run, code)["error"]).toBeInstanceOf(realm.run("EvalError") as typeof Error);
    }
  });
});

describe("an error is of the realm", () => {
  test.each([
    ["TypeError", "new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff]))"],
    ["TypeError", "new TextDecoder().decode(Symbol('s'))"],
    ["TypeError", "new URL('no url')"],
    ["TypeError", "new URL('/a')"],
  ])("%s of %s", (name, expression) => {
    expect(outcomeOf(realm.run, expression)["error"]).toBeInstanceOf(realm.run(name) as typeof Error);
  });
});

describe("the globals work", () => {
  test.each<[string, unknown]>([
    ["[...new TextEncoder().encode('я😀')].join()", "209,143,240,159,152,128"],
    ["new TextEncoder().encode().length", 0],
    [
      "(() => { const t = new Uint8Array(3); return [new TextEncoder().encodeInto('яя', t).written, ...t].join() })()",
      "2,209,143,0",
    ],
    ["new TextDecoder().decode(new Uint8Array([0xd1, 0x8f]))", "я"],
    ["new TextDecoder().decode(new Uint8Array([0x61, 0x62, 0x63]).subarray(1, 2))", "b"],
    ["new TextDecoder('utf-16le').decode(new Uint8Array([0x61, 0]))", "a"],
    ["new TextDecoder().decode(new Uint8Array([0xff]))", "\ufffd"],
    ["new TextDecoder().decode()", ""],
    ["new URL('b', 'https://a.example/c').href", "https://a.example/b"],
    ["String(new URL('pythonless:/'))", "pythonless:/"],
    ["globalThis instanceof WorkerGlobalScope", true],
    ["({}) instanceof WorkerGlobalScope", false],
    ["self === globalThis", true],
    ["typeof performance.now()", "number"],
    ["crypto.getRandomValues(new Uint8Array(64)).some((byte) => byte > 0)", true],
    ["typeof process + typeof require + typeof fetch", "undefinedundefinedundefined"],
  ])("%s", (expression, expected) => {
    expect(realm.run(expression)).toBe(expected);
  });

  test("timers run with their arguments, and a cleared one does not", async () => {
    realm.run(
      "ran = []; setTimeout((a, b) => ran.push(a + b), 1, 2, 3); clearTimeout(setTimeout(() => ran.push('no'), 1))",
    );
    await until(() => realm.run("ran.length") === 1);
    expect(realm.run("ran.join()")).toBe("5");
    realm.run("delete globalThis.ran");
  });

  test("a channel calls back soon, not at once", async () => {
    realm.run(
      "rang = 0; const bell = new MessageChannel(); bell.port1.onmessage = () => { rang += 1 }; bell.port2.postMessage()",
    );
    expect(realm.run("rang")).toBe(0);
    await until(() => realm.run("rang") === 1);
    realm.run("delete globalThis.rang");
  });

  test("the console prints one line of text", async () => {
    const printed: string[] = [];
    const talking = await openTestRealm(workingWorld((line) => printed.push(line)));
    talking.run(
      "console.warn('a', 1, null, undefined); const error = new Error('x'); error.stack = 'stack'; console.error(error)",
    );
    expect(printed).toEqual(["a 1 null undefined", "stack"]);
  });
});
