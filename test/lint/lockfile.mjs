/** Our locks must install from whatever registry the user has: no download addresses, no links. */
import { readFileSync } from "node:fs";

const locks = ["package-lock.json", "test/package/node-24/package-lock.json"];
const complaints = locks.flatMap((path) =>
  Object.entries(readLock(path).packages).flatMap(([name, entry]) =>
    complaintsAbout(name, entry).map((complaint) => `${path}: ${complaint}`),
  ),
);

for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;

function readLock(path) {
  return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
}

function complaintsAbout(name, entry) {
  if (name === "") return [];
  return [
    ...("resolved" in entry ? [`${name} has the key "resolved"`] : []),
    ...(/\.tgz|^(git|file|link):|registry/.test(entry.version)
      ? [`${name} is no version of a registry`]
      : []),
    ...("integrity" in entry ? [] : [`${name} has no "integrity"`]),
  ];
}
