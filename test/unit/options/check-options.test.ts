import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { DOCUMENTED_LIMITS } from "../../../src/api/limits.ts";
import type { FunctionOptions } from "../../../src/api/options.ts";
import { UsageError } from "../../../src/errors.ts";
import { checkOptions } from "../../../src/options/check-options.ts";

const SOURCE = { "main.py": "def handler(event, context): pass" };
const GOOD = { source: SOURCE, entrypoint: "main.handler" };
const KNOWN =
  "source, wheels, entrypoint, environment, executionTimeoutMs, memoryMb, context, scaling, limits, rawEvent, async, snapshot, sandbox, fetch, assetsUrl, onProgress, onLog";
const SOURCE_KINDS =
  'the path or URL of a folder or .zip, the bytes of a zip, or files like { "main.py": "…" }';
const TIMEOUT = "executionTimeoutMs: expected milliseconds from 1 to 3600000 (one hour), got";
const RESERVED = "this variable is set by the runtime and cannot be overridden; take it out.";
const PROCESS = "environment: expected names and values that a process can have, got";
const TOO_MUCH = "environment: expected at most 4096 bytes, names and values together, got";
const ALLOWS = "The service refuses more; limits.environmentBytes allows it here.";
const SCALING = "zoneInstancesLimit, zoneRequestsLimit, provisionedInstances";
const AT_LEAST = "expected a whole number, at least";
const PROVISIONED = "scaling.provisionedInstances: expected at most zoneInstancesLimit";
const TOKEN = "context.token: expected a string or { access_token, expires_in, token_type }, got";

function check(options: unknown) {
  return checkOptions(options as FunctionOptions);
}

/** As the code of a test runner has it, in a realm of its own. */
const FOREIGN = runInNewContext(
  `({
    typed: new Uint8Array([1, 2, 3]).subarray(1),
    view: new DataView(new Uint8Array([1, 2, 3]).buffer, 1),
    buffer: new Uint8Array([2, 3]).buffer,
    url: new (class { get [Symbol.toStringTag]() { return "URL"; } })(),
  })`,
) as Readonly<Record<"typed" | "view" | "buffer" | "url", Uint8Array>>;

describe("checkOptions() takes values of another realm", () => {
  const OWN = {
    typed: Buffer.from([2, 3]),
    view: new DataView(new ArrayBuffer(2)),
    buffer: new ArrayBuffer(2),
  };

  test.each(["typed", "view", "buffer"] as const)("bytes: %s", (kind) => {
    for (const given of [FOREIGN[kind], OWN[kind]]) {
      const { source, wheels } = check({ source: given, wheels: [given] });
      expect(source).toBeInstanceOf(Uint8Array);
      expect(source).toHaveLength(2);
      expect(wheels).toEqual([source]);
      expect(check({ source: { "a.bin": given } }).source).toEqual({ "a.bin": source });
    }
    expect(check({ source: FOREIGN[kind] }).source).toEqual(new Uint8Array([2, 3]));
  });

  test("URLs", () => {
    const { source, wheels, assetsUrl } = check({
      source: FOREIGN.url,
      wheels: [FOREIGN.url],
      assetsUrl: FOREIGN.url,
    });
    expect([source, wheels[0], assetsUrl]).toEqual([FOREIGN.url, FOREIGN.url, "[object URL]/"]);
  });
});

describe("checkOptions() fills in", () => {
  const MADE_UP = {
    functionName: "d4epythonless0000000",
    functionVersion: "d4eversion0000000000",
    folderId: "b1gfolder00000000000",
    logGroupName: "ckgloggroup000000000",
    token: null,
  };

  test.each([
    ["nothing given", {}],
    [
      "undefined, which is nothing given",
      {
        environment: undefined,
        executionTimeoutMs: undefined,
        memoryMb: undefined,
        context: undefined,
        scaling: undefined,
        limits: undefined,
        rawEvent: undefined,
        async: undefined,
        snapshot: undefined,
        onLog: undefined,
      },
    ],
    ["undefined members of context", { context: { functionName: undefined, token: undefined } }],
    ["undefined members of scaling", { scaling: { zoneInstancesLimit: undefined } }],
    ["undefined members of limits", { limits: { requestBytes: undefined } }],
    ["undefined members of async", { async: { maxRetries: undefined } }],
  ])("the defaults for %s", (_, given) => {
    const { onLog, ...rest } = check({ ...GOOD, ...given });
    expect(rest).toEqual({
      ...GOOD,
      environment: {},
      executionTimeoutMs: 3_000,
      memoryMb: 128,
      memoryBytes: 134_217_728,
      context: MADE_UP,
      scaling: { zoneInstancesLimit: 1, zoneRequestsLimit: Infinity, provisionedInstances: 0 },
      limits: DOCUMENTED_LIMITS,
      rawEvent: "auto",
      wheels: [],
      async: { maxRetries: 0 },
      snapshot: "base",
      sandbox: true,
      fetch: false,
    });
    expect(onLog).toBeUndefined();
  });

  test.each([
    ["a text", "t1.secret", { access_token: "t1.secret", expires_in: 43_200, token_type: "Bearer" }],
    [
      "a whole token",
      { access_token: "a", expires_in: 1, token_type: "B" },
      { access_token: "a", expires_in: 1, token_type: "B" },
    ],
    ["null", null, null],
  ])("a token from %s", (_, token, expected) => {
    expect(check({ ...GOOD, context: { token } }).context.token).toEqual(expected);
  });

  test.each([
    ["/assets", "/assets/"],
    ["https://cdn.example/py/", "https://cdn.example/py/"],
    [new URL("https://cdn.example/py"), "https://cdn.example/py/"],
  ])("the slash at the end of assetsUrl %s", (assetsUrl, expected) => {
    expect(check({ ...GOOD, assetsUrl }).assetsUrl).toBe(expected);
  });

  test("no entry point, which the source is judged by later", () => {
    expect(check({ source: SOURCE }).entrypoint).toBeUndefined();
  });
});

test("memory without a limit is shown as that of the default", () => {
  const { memoryMb, memoryBytes } = check({ ...GOOD, memoryMb: Number.POSITIVE_INFINITY });
  expect([memoryMb, memoryBytes]).toEqual([128, Number.POSITIVE_INFINITY]);
});

describe("checkOptions() keeps", () => {
  test.each([
    { executionTimeoutMs: 1 },
    { executionTimeoutMs: 3_600_000 },
    { memoryMb: 128 },
    { memoryMb: 8_192 },
    { scaling: { zoneInstancesLimit: 10, zoneRequestsLimit: 20, provisionedInstances: 10 } },
    { scaling: { zoneInstancesLimit: 1, zoneRequestsLimit: 1, provisionedInstances: 1 } },
    { scaling: { zoneInstancesLimit: 2, provisionedInstances: 1 } },
    { environment: { EMPTY: "", ЦВЕТ: "красный\n" } },
    { environment: { NAME: "x".repeat(4_092) } },
    { limits: { requestBytes: 1, responseBytes: Infinity } },
    { environment: { NAME: "x".repeat(4_093) }, limits: { environmentBytes: 4_097 } },
    { async: { maxRetries: 5 } },
    { rawEvent: "text" },
  ])("%j", (given) => {
    expect(check({ ...GOOD, ...given })).toMatchObject(given);
  });

  test("a variable named __proto__, and no prototype is polluted by it", () => {
    const environment = JSON.parse('{"__proto__": "x", "constructor": "y"}');
    expect(Object.entries(check({ ...GOOD, environment }).environment)).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
    ]);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });
});

describe("checkOptions() refuses", () => {
  test.each<[string, unknown]>([
    ["createFunction() options: expected an object, got undefined.", undefined],
    ["createFunction() options: expected an object, got an array.", []],
    ['createFunction(): unknown option "entryPoint". Did you mean entrypoint?', { ...GOOD, entryPoint: "x" }],
    ['createFunction(): unknown option "entrypont". Did you mean entrypoint?', { ...GOOD, entrypont: "x" }],
    ['createFunction(): unknown option "timeout". Did you mean executionTimeoutMs?', { ...GOOD, timeout: 1 }],
    [`createFunction(): unknown option "handler". Known ones are ${KNOWN}.`, { ...GOOD, handler: 1 }],
    [
      `createFunction(): unknown option "__proto__". Known ones are ${KNOWN}.`,
      JSON.parse('{"__proto__": {}}'),
    ],
    [
      'context: unknown option "functionname". Did you mean functionName?',
      { ...GOOD, context: { functionname: "x" } },
    ],
  ])("%s", refuses);

  test.each<[string, unknown]>([
    [`source: expected ${SOURCE_KINDS}, got undefined.`, undefined],
    [`source: expected ${SOURCE_KINDS}, got 5 (number).`, 5],
    [`source: expected ${SOURCE_KINDS}, got an array.`, []],
    [`source: expected ${SOURCE_KINDS}, got an object of class Map.`, new Map()],
    [`source: expected ${SOURCE_KINDS}, got an object of class Date.`, new Date(0)],
    ['source["main.py"]: expected a string or bytes, got null.', { "main.py": null }],
    ['source["a"]: expected a string or bytes, got a value of type function.', { a: () => "" }],
  ])("%s", (sentence, source) => refuses(sentence, { ...GOOD, source }));

  test.each<[string, object]>([
    ["entrypoint: expected a string, got null.", { entrypoint: null }],
    ["onLog: expected a function, got true (boolean).", { onLog: true }],
    ["onProgress: expected a function, got true (boolean).", { onProgress: true }],
    [`${TIMEOUT} 0 (number).`, { executionTimeoutMs: 0 }],
    [`${TIMEOUT} 0.5 (number).`, { executionTimeoutMs: 0.5 }],
    [`${TIMEOUT} 3600001 (number).`, { executionTimeoutMs: 3_600_001 }],
    [`${TIMEOUT} NaN (number).`, { executionTimeoutMs: Number.NaN }],
    [`${TIMEOUT} Infinity (number).`, { executionTimeoutMs: Infinity }],
    [`${TIMEOUT} "3s" (string).`, { executionTimeoutMs: "3s" }],
    [`${TIMEOUT} null.`, { executionTimeoutMs: null }],
    ["memoryMb: expected a multiple of 128, or Infinity, got 100 (number).", { memoryMb: 100 }],
    ["memoryMb: expected a multiple of 128, or Infinity, got -128 (number).", { memoryMb: -128 }],
    ["memoryMb: expected a multiple of 128, or Infinity, got 0 (number).", { memoryMb: 0 }],
    ["memoryMb: expected a multiple of 128, or Infinity, got NaN (number).", { memoryMb: Number.NaN }],
    ["memoryMb: expected a multiple of 128, or Infinity, got null.", { memoryMb: null }],
    ["memoryMb: expected a multiple of 128, or Infinity, got a value of type bigint.", { memoryMb: 128n }],
    ["assetsUrl: expected a string or a URL, got 5 (number).", { assetsUrl: 5 }],
    ['wheels: expected an array of paths, URLs or bytes, got "a.whl" (string).', { wheels: "a.whl" }],
    ["wheels[1]: expected a path, a URL or bytes, got 5 (number).", { wheels: ["a.whl", 5] }],
    ['snapshot: expected "base" or "function", got "all" (string).', { snapshot: "all" }],
    ['sandbox: expected true or false, got "off" (string).', { sandbox: "off" }],
    ["sandbox: expected true or false, got null.", { sandbox: null }],
    ["fetch: expected false or a function such as globalThis.fetch, got true (boolean).", { fetch: true }],
    ['rawEvent: expected "auto", "json" or "text", got true (boolean).', { rawEvent: true }],
    ["limits: expected an object, got 5 (number).", { limits: 5 }],
    ['limits: unknown option "requestbytes". Did you mean requestBytes?', { limits: { requestbytes: 1 } }],
    [`limits.requestBytes: ${AT_LEAST} 1, got 0 (number).`, { limits: { requestBytes: 0 } }],
    [`limits.archiveBytes: ${AT_LEAST} 1, got null.`, { limits: { archiveBytes: null } }],
    [`limits.unpackedBytes: ${AT_LEAST} 1, got "1GB" (string).`, { limits: { unpackedBytes: "1GB" } }],
    ["async: expected an object, got true (boolean).", { async: true }],
    ['async: unknown option "retries". Did you mean maxRetries?', { async: { retries: 1 } }],
    [`async.maxRetries: ${AT_LEAST} 0, got -1 (number).`, { async: { maxRetries: -1 } }],
    ["async.onSuccess: expected a function, got an array.", { async: { onSuccess: [] } }],
    ['async.onFailure: expected a function, got "log" (string).', { async: { onFailure: "log" } }],
    ["context: expected an object, got null.", { context: null }],
    ["context.folderId: expected a string, got 1 (number).", { context: { folderId: 1 } }],
    [`${TOKEN} an object of class Object.`, { context: { token: { access_token: "a" } } }],
    [`${TOKEN} 7 (number).`, { context: { token: 7 } }],
  ])("%s", (sentence, given) => refuses(sentence, { ...GOOD, ...given }));

  test.each<[string, unknown]>([
    ["scaling: expected an object, got null.", null],
    [
      'scaling: unknown option "zoneinstanceslimit". Did you mean zoneInstancesLimit?',
      { zoneinstanceslimit: 1 },
    ],
    [`scaling: unknown option "max". Known ones are ${SCALING}.`, { max: 1 }],
    [`scaling.zoneInstancesLimit: ${AT_LEAST} 1, got 0 (number).`, { zoneInstancesLimit: 0 }],
    [`scaling.zoneInstancesLimit: ${AT_LEAST} 1, got 1.5 (number).`, { zoneInstancesLimit: 1.5 }],
    [`scaling.zoneInstancesLimit: ${AT_LEAST} 1, got NaN (number).`, { zoneInstancesLimit: Number.NaN }],
    [`scaling.zoneInstancesLimit: ${AT_LEAST} 1, got "2" (string).`, { zoneInstancesLimit: "2" }],
    [`scaling.zoneInstancesLimit: ${AT_LEAST} 1, got null.`, { zoneInstancesLimit: null }],
    [`scaling.zoneRequestsLimit: ${AT_LEAST} 1, got 0 (number).`, { zoneRequestsLimit: 0 }],
    [`scaling.zoneRequestsLimit: ${AT_LEAST} 1, got -Infinity (number).`, { zoneRequestsLimit: -Infinity }],
    [`scaling.provisionedInstances: ${AT_LEAST} 0, got -1 (number).`, { provisionedInstances: -1 }],
    [`${PROVISIONED} (1), got 2 (number).`, { provisionedInstances: 2 }],
    [`${PROVISIONED} (2), got 3 (number).`, { zoneInstancesLimit: 2, provisionedInstances: 3 }],
  ])("%s", (sentence, scaling) => refuses(sentence, { ...GOOD, scaling }));

  test.each<[string, unknown]>([
    ["environment: expected an object, got null.", null],
    ["environment: expected an object, got an object of class Map.", new Map([["A", "1"]])],
    ["environment.STAGE: expected a string, got 1 (number).", { STAGE: 1 }],
    ["environment.STAGE: expected a string, got undefined.", { STAGE: undefined }],
    [`${TOO_MUCH} 4097. ${ALLOWS}`, { NAME: "x".repeat(4_093) }],
    [`${TOO_MUCH} 4098. ${ALLOWS}`, { ИМЯ: "ж".repeat(2_045), A: "x" }],
    [`${PROCESS} "".`, { "": "x" }],
    [`${PROCESS} "A=B".`, { "A=B": "x" }],
    [`${PROCESS} "A\\u0000".`, { "A\0": "x" }],
    [`${PROCESS} "A".`, { A: "x\0" }],
    ...[
      "_HANDLER",
      "AWS_LAMBDA_RUNTIME_API",
      "LAMBDA_RUNTIME_DIR",
      "LAMBDA_TASK_ROOT",
      "PATH",
      "LD_LIBRARY_PATH",
    ].map((name): [string, unknown] => [`environment.${name}: ${RESERVED}`, { [name]: "x" }]),
  ])("%s", (sentence, environment) => refuses(sentence, { ...GOOD, environment }));
});

function refuses(sentence: string, options: unknown): void {
  expect(() => check(options)).toThrow(new UsageError("INVALID_OPTION", sentence));
}
