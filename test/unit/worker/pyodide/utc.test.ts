import { describe, expect, test } from "vitest";
import { useUtc } from "../../../../src/worker/pyodide/utc.ts";

const TM = 64;

/** Emscripten's clock, of which the local half tells the zone of the machine. */
function clock() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const words = new Int32Array(memory.buffer);
  words.fill(-1);
  const env: Record<string, (...values: number[]) => unknown> = {
    _gmtime_js: (time, tm) => {
      words[Number(tm) >> 2] = Number(time) % 60;
    },
    _timegm_js: (tm) => Number(words[Number(tm) >> 2]) + 1000,
    _localtime_js: () => {},
    _mktime_js: () => {},
    _tzset_js: () => {},
  };
  useUtc({ env: env as never }, () => memory);
  return { env, words, bytes: new Uint8Array(memory.buffer) };
}

describe("local time is UTC", () => {
  test("or the start fails: a clock that asks JavaScript by another name would give the zone of the machine", () => {
    const env = { _gmtime_js: () => {}, _timegm_js: () => {}, _localtime64_js: () => {} };
    expect(() => useUtc({ env: env as never }, () => new WebAssembly.Memory({ initial: 1 }))).toThrow(
      "Pyodide's imports of WebAssembly has another _localtime_js than pythonless is made for: expected function, found undefined",
    );
  });

  test("of a time in seconds, without summer time or offset", () => {
    const { env, words } = clock();
    env["_localtime_js"]?.(61, TM);
    expect(words[TM >> 2]).toBe(1);
    expect([words[(TM + 32) >> 2], words[(TM + 36) >> 2]]).toEqual([0, 0]);
  });

  test("of its parts", () => {
    const { env, words } = clock();
    words[TM >> 2] = 5;
    expect(env["_mktime_js"]?.(TM)).toBe(1005);
    expect([words[(TM + 32) >> 2], words[(TM + 36) >> 2]]).toEqual([0, 0]);
  });

  test("by its name, for both halves of the year", () => {
    const { env, words, bytes } = clock();
    env["_tzset_js"]?.(0, 4, 128, 160);
    expect([words[0], words[1]]).toEqual([0, 0]);
    for (const name of [128, 160]) expect([...bytes.subarray(name, name + 4)]).toEqual([85, 84, 67, 0]);
  });
});
