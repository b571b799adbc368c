import { describe, expect, test } from "vitest";
import { compileZone } from "../../../../wasm-bootstrap/time-zones/compile.mjs";
import { readSource } from "../../../../wasm-bootstrap/time-zones/source.mjs";

/** The changes of a zone, one line each: when, the offset, `*` in summer time, the name. */
function changes(...lines: string[]): string[] {
  const eras = readSource(lines.join("\n")).zones.get("Z");
  return compileZone(eras ?? []).changes.map(({ timeS, type }) => {
    const mark = type.isSummer ? "*" : "";
    return `${new Date(timeS * 1000).toISOString().slice(0, 16)} ${type.offsetS / 60}${mark} ${type.name}`;
  });
}

const footer = (...lines: string[]) => compileZone(readSource(lines.join("\n")).zones.get("Z") ?? []).footer;

const EU = ["R E 1996 ma - Mar lastSu 1u 1 S", "R E 1996 ma - O lastSu 1u 0 -"];

describe("the changes of a zone", () => {
  test("come where one era ends and the next begins, by the clock of the one that ends", () => {
    expect(
      changes("Z Z 1 - LMT 1900 Mar 5 2", "2 - TWO 1910 Jan 1 2s", "3 - TRI 1920 Jan 1 2u", "0 - NUL"),
    ).toEqual(["1900-03-05T01:00 120 TWO", "1910-01-01T00:00 180 TRI", "1920-01-01T02:00 0 NUL"]);
  });

  test("follow rules, by the clock that each of them means", () => {
    const rules = ["R A 2000 o - Apr 2 2 1 D", "R A 2000 o - O 1 2s 0 S", "R A 2001 o - Apr Su>=8 2u 1 D"];
    expect(changes(...rules, "Z Z -5 A E%sT")).toEqual([
      "2000-04-02T07:00 -240* EDT",
      "2000-10-01T07:00 -300 EST",
      "2001-04-08T02:00 -240* EDT",
    ]);
  });

  test("of an era that begins in summer begin in it", () => {
    const rules = ["R A 1990 2000 - Apr 1 0 1 S", "R A 1990 2000 - O 1 0 0 -"];
    expect(changes(...rules, "Z Z 0 - LMT 2000 Jul 1", "0 A A%sT").slice(0, 2)).toEqual([
      "2000-07-01T00:00 60* AST",
      "2000-09-30T23:00 0 AT",
    ]);
  });

  test("of an era before any of its rules bear the name of standard time", () => {
    const rules = ["R A 1950 o - Apr 1 0 1 D", "R A 1950 o - O 1 0 0 S"];
    expect(changes(...rules, "Z Z 1 - LMT 1940", "0 A A%sT")[0]).toBe("1939-12-31T23:00 0 AST");
  });

  test("of winter time are summer time where the law has it so, as in Ireland", () => {
    const rules = ["R I 1981 o - Mar lSu 1u 0 -", "R I 1981 o - O Su>=23 1u -1 -"];
    expect(changes(...rules, "Z Z 1 I IST/GMT")).toEqual(["1981-10-25T01:00 0* GMT"]);
  });

  test("that come at once are one", () => {
    const rules = ["R A 1999 o - O 3 0 1 -", "R A 1990 o - Mar 3 0 0 -"];
    expect(changes(...rules, "Z Z -3 - -03 1999 O 3", "-4 A -04/-03")).toEqual([
      "1999-10-03T03:00 -180* -03",
    ]);
  });

  test("have names made of the offset, to the second if need be", () => {
    expect(changes("Z Z 0 - LMT 1900", "5:30 - %z 1910", "-0:25:21 - %z")).toEqual([
      "1900-01-01T00:00 330 +0530",
      "1909-12-31T18:30 -25.35 -002521",
    ]);
  });

  test("use the 28th where a year has no 29th of February", () => {
    const rules = ["R A 2021 o - F lastSu 0 1 S", "R A 2024 o - F lastTh 0 0 -"];
    expect(changes(...rules, "Z Z 0 A A%sT")).toEqual(["2021-02-28T00:00 60* AST", "2024-02-28T23:00 0 AT"]);
  });
});

describe("what holds for ever", () => {
  test.each([
    ["a fixed offset", ["Z Z 5:30 - IST"], "IST-5:30"],
    ["a name of digits", ["Z Z -3 - %z"], "<-03>3"],
    ["rules by universal time", [...EU, "Z Z 1 E CE%sT"], "CET-1CEST,M3.5.0,M10.5.0/3"],
    [
      "rules by wall time",
      ["R U 2007 ma - Mar Su>=8 2 1 D", "R U 2007 ma - N Su>=1 2 0 S", "Z Z -5 U E%sT"],
      "EST5EDT,M3.2.0,M11.1.0",
    ],
    [
      "rules by standard time",
      ["R A 2008 ma - Ap Su>=1 2s 0 S", "R A 2008 ma - O Su>=1 2s 1 D", "Z Z 10 A AE%sT"],
      "AEST-10AEDT,M10.1.0,M4.1.0/3",
    ],
    [
      "half an hour of summer time",
      ["R L 2008 ma - Ap Su>=1 2 0 -", "R L 2008 ma - O Su>=1 2 0:30 -", "Z Z 10:30 L +1030/+11"],
      "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
    ],
    [
      "summer time in winter",
      ["R I 1981 ma - Mar lastSu 1u 0 -", "R I 1996 ma - O lastSu 1u -1 -", "Z Z 1 I IST/GMT"],
      "IST-1GMT0,M10.5.0,M3.5.0/1",
    ],
    [
      "a weekday that is not the first of its kind",
      ["R C 2023 ma - Ap lastFr 0 1 S", "R C 2023 ma - O lastTh 24 0 -", "Z Z 2 C EE%sT"],
      "EET-2EEST,M4.5.5/0,M10.5.4/24",
    ],
    [
      "a day in the middle of a week",
      ["R G 2023 ma - Mar Sa>=24 22 1 S", "R G 2023 ma - O Su>=25 -1 0 -", "Z Z 0 G A%sT"],
      "AT0AST,M3.4.4/70,M10.4.4/71",
    ],
  ])("%s", (_what, lines, expected) => {
    expect(footer(...lines)).toBe(expected);
  });
});
