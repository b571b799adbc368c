import { expectMembers } from "./private-api.ts";

/** The functions that Emscripten imports for its clock, as far as they are touched here. Pointers are offsets in memory. */
interface ClockImports {
  _gmtime_js(time: number | bigint, tm: number): void;
  _timegm_js(tm: number): number | bigint;
  _localtime_js(time: number | bigint, tm: number): void;
  _mktime_js(tm: number): number | bigint;
  _tzset_js(timezone: number, daylight: number, standardName: number, summerName: number): void;
}

export const CLOCK_MEMBERS = {
  _gmtime_js: "function",
  _timegm_js: "function",
  _localtime_js: "function",
  _mktime_js: "function",
  _tzset_js: "function",
} as const;

/** Where C's `struct tm` has some of its members. */
const TM = { year: 20, isSummerTime: 32, offsetS: 36 };
/** C counts years from 1900. */
const FIRST_YEAR = -1900;
/** After so many years the calendar repeats. */
const [CYCLE_YEARS, CYCLE_S] = [400, 12_622_780_800];

/**
 * Makes UTC the local time of Python, as it is in the service. Emscripten asks JavaScript otherwise, which gives that of the
 * host or of the page's visitor, and a snapshot would hold that of the machine that made it.
 *
 * @param memory of the instance that will import these; asked for when they are called.
 */
export function useUtc(imports: WebAssembly.Imports, memory: () => WebAssembly.Memory): void {
  const env = imports["env"] as unknown as ClockImports;
  expectMembers("imports of WebAssembly", env, CLOCK_MEMBERS);
  const at = (offset: number, bytes: number) => new DataView(memory().buffer, offset >>> 0, bytes);
  const markUtc = (tm: number) => {
    at(tm + TM.isSummerTime, 4).setInt32(0, 0, true);
    at(tm + TM.offsetS, 4).setInt32(0, 0, true);
  };
  const timegm = env._timegm_js;
  /** JavaScript takes years below 100 for those of the 20th century: they are counted 400 years later, and back. */
  const timeOf = (tm: number): number | bigint => {
    const year = at(tm + TM.year, 4).getInt32(0, true);
    if (year < FIRST_YEAR || year >= FIRST_YEAR + 100) return timegm(tm);
    at(tm + TM.year, 4).setInt32(0, year + CYCLE_YEARS, true);
    const time = timegm(tm);
    at(tm + TM.year, 4).setInt32(0, at(tm + TM.year, 4).getInt32(0, true) - CYCLE_YEARS, true);
    return typeof time === "bigint" ? time - BigInt(CYCLE_S) : time - CYCLE_S;
  };
  env._timegm_js = timeOf;
  env._localtime_js = (time, tm) => {
    env._gmtime_js(time, tm);
    markUtc(tm);
  };
  env._mktime_js = (tm) => {
    const time = timeOf(tm);
    markUtc(tm);
    return time;
  };
  env._tzset_js = (timezone, daylight, standardName, summerName) => {
    for (const offset of [timezone, daylight]) at(offset, 4).setInt32(0, 0, true);
    // "UTC" with the zero that ends it.
    for (const offset of [standardName, summerName]) at(offset, 4).setUint32(0, 0x00_43_54_55, true);
  };
}
