/**
 * `npm run bench`: each figure beside its rival, in one run. Writes test/bench/figures.json and figures.svg.
 *
 *     node test/bench/run.mjs [--check] [--rounds=7] [cold warm transport large outbound instances endings browser bundle]
 */

import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { browser } from "./figures/browser.mjs";
import { bundle } from "./figures/bundle.mjs";
import { cold } from "./figures/cold.mjs";
import { endings } from "./figures/endings.mjs";
import { instances } from "./figures/instances.mjs";
import { large } from "./figures/large.mjs";
import { outbound } from "./figures/outbound.mjs";
import { transport } from "./figures/transport.mjs";
import { warm } from "./figures/warm.mjs";
import { hasNativePython } from "./native.mjs";
import { picture } from "./picture.mjs";
import { median, quantile, spread } from "./statistics.mjs";

const GROUPS = { cold, warm, transport, large, outbound, instances, endings, browser, bundle };

const flags = process.argv.slice(2).filter((word) => word.startsWith("--"));
const names = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const rounds = Number(flags.find((flag) => flag.startsWith("--rounds="))?.split("=")[1] ?? 7);
const chosen = names.length > 0 ? names : Object.keys(GROUPS);

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ${rounds} rounds`);
if (!hasNativePython) console.log("There is no python3 here: the figures beside it are left out.");

const rows = [];
for (const name of chosen) {
  for (const figure of await GROUPS[name]({ rounds })) {
    const row = judge(figure);
    rows.push(row);
    print(row);
  }
}

const missed = rows.filter((row) => !row.isMet);
const report = {
  node: process.version,
  cores: cpus().length,
  date: new Date().toISOString().slice(0, 10),
  rows,
};
await writeFile(new URL("./figures.json", import.meta.url), `${JSON.stringify(report, null, 2)}\n`);
await writeFile(new URL("./figures.svg", import.meta.url), picture(rows));
console.log(`\n${rows.length - missed.length} of ${rows.length} bars met.`);
if (flags.includes("--check") && missed.length > 0) process.exitCode = 1;

function judge({ name, unit, ours, rival, ratio, bar }) {
  const value = {
    "rival/ours": () => median(rival) / median(ours),
    "ours/rival": () => median(ours) / median(rival),
    ours: () => median(ours),
    "ours p95": () => quantile(ours, 0.95),
  }[ratio]();
  const isMet = bar.least === undefined ? value <= bar.most : value >= bar.least;
  const isAimMet = bar.least === undefined ? value <= bar.aim : value >= bar.aim;
  return {
    name,
    unit,
    ours: round(median(ours)),
    oursSpread: round(spread(ours)),
    ...(rival && { rival: round(median(rival)), rivalSpread: round(spread(rival)) }),
    value: round(value),
    bar,
    isMet,
    isAimMet,
  };
}

function print(row) {
  const bar = row.bar.least === undefined ? `≤ ${row.bar.most}` : `≥ ${row.bar.least}`;
  const verdict = row.isAimMet ? "aim met" : row.isMet ? "bar met" : "MISSED";
  const rival =
    row.rival === undefined ? "" : `, rival ${row.rival} (±${Math.round(row.rivalSpread * 100)} %)`;
  console.log(`\n${row.name}`);
  console.log(`  ${row.value}   ${bar}, aim ${row.bar.aim}: ${verdict}`);
  console.log(`  ours ${row.ours} (±${Math.round(row.oursSpread * 100)} %)${rival} ${row.unit}`);
}

function round(value) {
  return Number(value.toPrecision(3));
}
