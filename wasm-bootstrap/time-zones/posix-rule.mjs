/**
 * What holds in a zone for ever after, as POSIX writes it in the variable TZ: `CET-1CEST,M3.5.0,M10.5.0/3`.
 *
 * @import { Era, Rule } from "./source.mjs"
 */
import { MONTH_DAYS } from "./source.mjs";

/**
 * @param {Era} era the last one of a zone
 * @param {(era: Era, saveS: number, isSummer: boolean, letters: string) => string} nameOf
 */
export function posixRule(era, nameOf) {
  const name = (saveS, isSummer, letters) => quoted(nameOf(era, saveS, isSummer, letters));
  const endless = era.rules.filter(({ to }) => to === Number.POSITIVE_INFINITY);
  const summer = endless.find(({ isSummer }) => isSummer);
  const standard = endless.find(({ isSummer }) => !isSummer);
  if (endless.length > 2 || (summer && !standard)) throw new Error("endless rules that POSIX cannot write");
  if (summer === undefined) {
    const { saveS, isSummer, letters } = standard ?? lastRule(era.rules) ?? fixed(era);
    return name(saveS, isSummer, letters) + clock(-(era.offsetS + saveS));
  }
  const both =
    name(0, false, standard.letters) + clock(-era.offsetS) + name(summer.saveS, true, summer.letters);
  const offset = summer.saveS === 3600 ? "" : clock(-(era.offsetS + summer.saveS));
  return `${both}${offset},${day(summer, era.offsetS, standard.saveS)},${day(standard, era.offsetS, summer.saveS)}`;
}

function fixed({ saveS }) {
  return { saveS, isSummer: saveS !== 0, letters: "" };
}

function lastRule(rules) {
  return rules
    .toSorted((one, other) => one.to - other.to || one.month - other.month || one.day - other.day)
    .at(-1);
}

/** `M3.5.0/1`: the month, the week, the weekday, and the time unless it is two o'clock. */
function day({ month, code, day, weekday, timeS, isStandard, isUniversal, isSummer }, offsetS, otherSaveS) {
  const local = timeS + (isUniversal ? offsetS : 0) + (isStandard && !isSummer ? otherSaveS : 0);
  const isLast = code === "to" && day === MONTH_DAYS[month];
  // Weeks begin with the first of the month: "Sunday from the 9th on" is a Saturday of the second week, a day later.
  const extraDays = isLast ? 0 : code === "to" ? day % 7 : (day - 1) % 7;
  const week = isLast ? 5 : code === "to" ? Math.floor(day / 7) : 1 + Math.floor((day - 1) / 7);
  const written = clock(local + extraDays * 86_400);
  const date = code === "day" ? julian(month, day) : `M${month + 1}.${week}.${(weekday - extraDays + 7) % 7}`;
  const time = code === "day" ? clock(local) : written;
  return time === "2" ? date : `${date}/${time}`;
}

/** The day of a year without the 29th of February. */
function julian(month, day) {
  return `J${MONTH_DAYS.slice(0, month).reduce((total, days) => total + days, day) - (month > 1 ? 1 : 0)}`;
}

function clock(seconds) {
  const parts = [3600, 60, 1].map(
    (unit) => Math.floor(Math.abs(seconds) / unit) % (unit === 3600 ? 1000 : 60),
  );
  while (parts.length > 1 && parts.at(-1) === 0) parts.pop();
  const [hours, ...rest] = parts;
  return (seconds < 0 ? "-" : "") + [hours, ...rest.map((part) => String(part).padStart(2, "0"))].join(":");
}

function quoted(name) {
  return /^[A-Za-z]+$/.test(name) ? name : `<${name}>`;
}
