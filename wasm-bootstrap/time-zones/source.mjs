/**
 * Reads `tzdata.zi`, the time zone database in IANA's own compact form. Words may be shortened there as far as they stay
 * unique; times are seconds.
 *
 * @typedef {{ month: number, code: "day" | "from" | "to", day: number, weekday: number,
 *   timeS: number, isStandard: boolean, isUniversal: boolean }} Moment a day of a month, and a time on some clock
 * @typedef {Moment & { from: number, to: number, saveS: number, isSummer: boolean, letters: string }} Rule
 * @typedef {{ offsetS: number, rules: Rule[], saveS: number, format: string,
 *   until?: Moment & { year: number } }} Era what held in a zone for some time
 * @typedef {{ version: string, zones: Map<string, Era[]>, links: Map<string, string> }} Database
 */

const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);
const WEEKDAYS = "sunday monday tuesday wednesday thursday friday saturday".split(" ");
/** The days of each month, of a year that has the 29th of February. */
export const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * @param {string} text
 * @returns {Database}
 */
export function readSource(text) {
  const version = /^# version (\S+)/.exec(text)?.[1] ?? "unknown";
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const fields = lines.map((line) => line.split(" "));
  const rules = new Map();
  for (const [kind, name, ...rest] of fields) {
    if (kind === "R") rules.set(name, [...(rules.get(name) ?? []), readRule(rest)]);
  }
  const zones = new Map();
  const links = new Map();
  let eras = [];
  for (const [first, second, ...rest] of fields) {
    if (first === "R") continue;
    if (first === "L") links.set(rest[0], second);
    else if (first !== "Z") eras.push(readEra([first, second, ...rest], rules));
    else {
      eras = [readEra(rest, rules)];
      zones.set(second, eras);
    }
  }
  return { version, zones, links };
}

function readRule([from, to, , month, day, time, save, letters]) {
  const isSummer = save.endsWith("d") || (!save.endsWith("s") && seconds(save) !== 0);
  return {
    from: Number(from),
    to: "only".startsWith(to)
      ? Number(from)
      : "maximum".startsWith(to)
        ? Number.POSITIVE_INFINITY
        : Number(to),
    ...readMoment(month, day, time),
    saveS: seconds(save.replace(/[sd]$/, "")),
    isSummer,
    letters: letters === "-" ? "" : letters,
  };
}

function readEra([offset, ruleName, format, year, month = "Jan", day = "1", time = "0"], rules) {
  const isFixed = /^-?[\d:]*$/.test(ruleName);
  return {
    offsetS: seconds(offset),
    rules: isFixed ? [] : rules.get(ruleName),
    saveS: isFixed ? seconds(ruleName) : 0,
    format,
    ...(year !== undefined && { until: { year: Number(year), ...readMoment(month, day, time) } }),
  };
}

function readMoment(month, day, time) {
  const monthNumber = indexOf(MONTHS, month);
  return {
    month: monthNumber,
    ...readDay(day, monthNumber),
    timeS: seconds(time.replace(/[a-z]$/, "")),
    isStandard: /[sugz]$/.test(time),
    isUniversal: /[ugz]$/.test(time),
  };
}

/** `5`, `Sun>=8`, `Sun<=25`, `lastSun`. */
function readDay(text, month) {
  if (/^\d+$/.test(text)) return { code: "day", day: Number(text), weekday: 0 };
  const [, weekday, order, day] = /^(\w+)([<>])=(\d+)$/.exec(text) ?? [];
  if (order !== undefined) {
    return { code: order === ">" ? "from" : "to", day: Number(day), weekday: indexOf(WEEKDAYS, weekday) };
  }
  const last = text.replace(/^l(ast)?/, "");
  return { code: "to", day: MONTH_DAYS[month], weekday: indexOf(WEEKDAYS, last) };
}

function indexOf(words, short) {
  return words.findIndex((word) => word.startsWith(short.toLowerCase()));
}

/** Of `-`, `2`, `-1:30`, `24`, `0:25:21`. */
function seconds(text) {
  const [, sign, digits] = /^(-?)(.*)$/.exec(text);
  const [hours, minutes = 0, rest = 0] = digits.split(":").map(Number);
  return (sign ? -1 : 1) * (hours * 3600 + minutes * 60 + rest) || 0;
}

/**
 * When a moment comes in a year, as its own clock shows it: seconds since 1970.
 *
 * @param {number} year
 * @param {Moment} moment
 */
export function secondsOf(year, { month, code, day, weekday, timeS }) {
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const start = code === "to" && month === 1 && day === 29 && !isLeap ? 28 : day;
  let days = Date.UTC(year, month, start) / 86_400_000;
  const step = code === "from" ? 1 : -1;
  // The first of January 1970 was a Thursday.
  while (code !== "day" && (((days + 4) % 7) + 7) % 7 !== weekday) days += step;
  return days * 86_400 + timeS;
}
