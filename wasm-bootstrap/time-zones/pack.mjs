/** Makes the package `tzdata`, in which Python's `zoneinfo` looks for time zones, out of IANA's source beside this file. */

import { readFile } from "node:fs/promises";
import { compileZone } from "./compile.mjs";
import { readSource } from "./source.mjs";
import { toTzif } from "./tzif.mjs";

const at = (path) => new URL(path, import.meta.url);

/**
 * @returns {Promise<Record<string, Uint8Array>>} the package's files by path
 */
export async function timeZonePackage() {
  const { version, zones, links } = readSource(await readFile(at("tzdata.zi"), "utf8"));
  const compiled = new Map([...zones].map(([name, eras]) => [name, toTzif(compileZone(eras))]));
  const targets = new Map([...[...zones.keys()].map((name) => [name, name]), ...links]);
  const names = [...targets.keys()].sort();
  const resolve = (name) => (compiled.has(name) ? name : resolve(targets.get(name)));
  return {
    "tzdata/__init__.py": await readFile(at("tzdata/__init__.py")),
    "tzdata/zones": Buffer.from(names.map((name) => `${name}\n`).join("")),
    "tzdata/zones.bin": solid(version, compiled, new Map(names.map((name) => [name, resolve(name)]))),
  };
}

/** All zones in one file, which packs to a third of what they do one by one: a line of JSON that says where, then the zones. */
function solid(version, compiled, targets) {
  const places = {};
  let offset = 0;
  for (const [name, bytes] of compiled) {
    places[name] = [offset, bytes.length];
    offset += bytes.length;
  }
  const zones = Object.fromEntries([...targets].map(([name, target]) => [name, places[target]]));
  const folders = [...new Set([...targets.keys()].flatMap(foldersOf))].sort();
  return Buffer.concat([
    Buffer.from(`${JSON.stringify({ version, folders, zones })}\n`),
    ...compiled.values(),
  ]);
}

/** The empty one, in which all of them lie, is the first. */
function foldersOf(name) {
  const parts = name.split("/");
  return parts.map((_, count) => parts.slice(0, count).join("/"));
}
