/**
 * Works out when the clocks of a zone changed, as IANA's `zic` does.
 *
 * @import { Era, Rule } from "./source.mjs"
 * @typedef {{ offsetS: number, isSummer: boolean, name: string }} LocalTime
 * @typedef {{ timeS: number, type: LocalTime }} Change
 * @typedef {{ first: LocalTime, changes: Change[], footer: string }} Zone `footer` says what holds after the last change
 */
import { posixRule } from "./posix-rule.mjs";
import { secondsOf } from "./source.mjs";

const FIRST_YEAR = 1800;

/**
 * @param {readonly Era[]} eras
 * @returns {Zone}
 */
export function compileZone(eras) {
  const lastYear = lastYearOf(eras);
  const changes = [];
  let first;
  let startS = Number.NEGATIVE_INFINITY;
  for (const [index, era] of eras.entries()) {
    const next = eraChanges(era, { startS, isFirst: index === 0, lastYear });
    first ??= next.first;
    changes.push(...next.changes);
    startS = endOf(era, next.saveS);
  }
  return { first, changes: merged(first, changes), footer: posixRule(eras.at(-1), nameOf) };
}

/** Up to here a zone is worked out change by change. Rules that go on for ever are then in the footer. */
function lastYearOf(eras) {
  const years = eras.flatMap(({ rules, until }) => [
    until?.year ?? 0,
    ...rules.flatMap(({ from, to }) => [from, Number.isFinite(to) ? to : from]),
  ]);
  return Math.max(...years) + 1;
}

function eraChanges(era, { startS, isFirst, lastYear }) {
  if (era.rules.length === 0) {
    const type = localTime(era, era.saveS, era.saveS !== 0, "");
    return { first: type, changes: isFirst ? [] : [{ timeS: startS, type }], saveS: era.saveS };
  }
  const changes = [];
  let saveS = 0;
  /** What holds when the era begins: told by the last rule before it, else by the first later one of that offset. */
  let opening = { offsetS: era.offsetS, name: undefined };
  let isOpen = isFirst;
  let first;
  for (const { rule, clockS } of occurrences(era, lastYear)) {
    const timeS = inUtc(clockS, rule, era.offsetS, saveS);
    const type = localTime(era, rule.saveS, rule.isSummer, rule.letters);
    const isBefore = !isOpen && timeS < startS;
    if (isBefore || (opening.name === undefined && type.offsetS === opening.offsetS)) opening = type;
    if (timeS >= endOf(era, saveS)) break;
    saveS = rule.saveS;
    if (isBefore) continue;
    isOpen ||= timeS === startS;
    if (!rule.isSummer) first ??= type;
    changes.push({ timeS, type });
  }
  if (!isOpen)
    changes.push({ timeS: startS, type: { ...opening, isSummer: opening.offsetS !== era.offsetS } });
  return { first: first ?? changes[0]?.type, changes, saveS };
}

function endOf({ until, offsetS }, saveS) {
  return until ? inUtc(secondsOf(until.year, until), until, offsetS, saveS) : Number.POSITIVE_INFINITY;
}

/** Each time that a rule of the era applies, as its clock shows it, in the order of time. */
function occurrences({ rules, until }, lastYear) {
  const end = Math.min(until?.year ?? lastYear, lastYear);
  return rules
    .flatMap((rule) => {
      const from = Math.max(rule.from, FIRST_YEAR);
      const count = Math.max(Math.min(rule.to, end) - from + 1, 0);
      return Array.from({ length: count }, (_, index) => ({ rule, clockS: secondsOf(from + index, rule) }));
    })
    .sort((one, other) => one.clockS - other.clockS);
}

function inUtc(clockS, { isUniversal, isStandard }, offsetS, saveS) {
  return clockS - (isUniversal ? 0 : offsetS) - (isStandard ? 0 : saveS);
}

function localTime(era, saveS, isSummer, letters) {
  return { offsetS: era.offsetS + saveS, isSummer, name: nameOf(era, saveS, isSummer, letters) };
}

/** `CE%sT`, `GMT/BST`, `%z`. */
function nameOf({ format, offsetS }, saveS, isSummer, letters) {
  if (format.includes("%z")) return format.replace("%z", digitsOf(offsetS + saveS));
  const [standard, summer] = format.split("/");
  return summer === undefined ? format.replace("%s", letters) : isSummer ? summer : standard;
}

function digitsOf(offsetS) {
  const parts = [3600, 60, 1].map((unit) => Math.floor(Math.abs(offsetS) / unit) % (unit === 3600 ? 24 : 60));
  while (parts.length > 1 && parts.at(-1) === 0) parts.pop();
  return (offsetS < 0 ? "-" : "+") + parts.map((part) => String(part).padStart(2, "0")).join("");
}

/**
 * Leaves out what changes nothing, and makes one of two changes that come at once: a zone's offset and its summer time,
 * say, of which the second seems later by the clock that the first has set.
 */
function merged(first, changes) {
  const sorted = changes.toSorted((one, other) => one.timeS - other.timeS);
  const kept = [];
  for (const change of sorted) {
    const last = kept.at(-1);
    const before = kept.at(-2)?.type ?? first;
    if (last && change.timeS + last.type.offsetS <= last.timeS + before.offsetS) last.type = change.type;
    else if (!isSame(change.type, last?.type ?? first)) kept.push({ ...change });
  }
  return kept;
}

function isSame(one, other) {
  return one.offsetS === other.offsetS && one.isSummer === other.isSummer && one.name === other.name;
}
