/**
 * Real packages for the tests: the pure-Python code of Debian's, made into wheels. Fetched by apt as the machine is set up
 * for it, once for a machine. `undefined` where there is no apt, or it cannot fetch.
 */

import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeWheel } from "./make-wheel.ts";

const CACHE = join(tmpdir(), `pythonless-debian-${process.getuid?.() ?? 0}`);
/** What is built for the machine, and what Python writes beside its modules. */
const LEFT_OUT = /\.so$|(^|\/)__pycache__(\/|$)/;

/** The wheel of a package such as `python3-yaml`. */
export function debianWheel(name: string): Uint8Array | undefined {
  const folder = unpackedPackage(name);
  if (folder === undefined) return undefined;
  const modules = join(folder, "usr/lib/python3/dist-packages");
  const files = filesBelow(modules);
  const info = Object.keys(files).find((path) =>
    /^[^/]+\.(egg-info\/PKG-INFO|dist-info\/METADATA)$/.test(path),
  );
  if (info === undefined) throw new Error(`${name} tells no version`);
  const metadata = new TextDecoder().decode(files[info]);
  const header = (key: string) => new RegExp(`^${key}: (.*)$`, "m").exec(metadata)?.[1] ?? "";
  const code = Object.entries(files).filter(([path]) => !/^[^/]+\.(egg|dist)-info(\/|$)/.test(path));
  return makeWheel({ name: header("Name"), version: header("Version"), files: Object.fromEntries(code) });
}

/** Of Debian: 12 and 13. */
export type Suite = "bookworm" | "trixie";

/** Files of a package by path below one of its folders. Of the machine's own suite, or of another one. */
export function debianFiles(
  name: string,
  below: string,
  suite?: Suite,
): Record<string, Uint8Array> | undefined {
  const folder = unpackedPackage(name, suite);
  return folder === undefined ? undefined : filesBelow(join(folder, below));
}

/** `requests`, and what it imports. */
export const REQUESTS = ["requests", "urllib3", "certifi", "idna", "chardet", "charset-normalizer", "six"];

/** The modules of packages as a function carries them in its folder. */
export function debianModules(
  names: readonly string[],
  suite?: Suite,
): Record<string, Uint8Array> | undefined {
  const packages = names.map((name) =>
    debianFiles(`python3-${name}`, "usr/lib/python3/dist-packages", suite),
  );
  if (packages.includes(undefined)) return undefined;
  return Object.assign({}, ...packages);
}

function unpackedPackage(name: string, suite?: Suite): string | undefined {
  const folder = suite === undefined ? join(CACHE, name) : join(CACHE, `${suite}-${name}`);
  if (existsSync(folder)) return folder;
  if (process.platform !== "linux" || spawnSync("apt-get", ["--version"]).status !== 0) return undefined;
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, "fetching-"));
  if (!download(name, work, suite)) return undefined;
  const archive = readdirSync(work).find((file) => file.endsWith(".deb"));
  const content = join(work, "content");
  const unpacked = spawnSync("dpkg-deb", ["-x", join(work, archive ?? ""), content]);
  if (unpacked.status !== 0) throw new Error(`dpkg-deb: ${unpacked.stderr}`);
  try {
    renameSync(content, folder);
  } catch (error) {
    // Another test was quicker.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function download(name: string, cwd: string, suite: Suite | undefined): boolean {
  const options = suite === undefined ? [] : optionsFor(suite);
  const apt = (...words: string[]) =>
    spawnSync("apt-get", [...options, ...words], { cwd, timeout: 60_000 }).status === 0;
  const get = () => apt("-o", "APT::Sandbox::User=root", "download", name);
  return get() || (process.getuid?.() === 0 && apt("update") && get());
}

/** For an apt that knows one suite only, of the archive that this machine uses, and changes nothing of the machine. */
function optionsFor(suite: Suite): string[] {
  const own = join(CACHE, `apt-${suite}`);
  for (const folder of ["lists/partial", "cache/archives/partial"]) {
    mkdirSync(join(own, folder), { recursive: true });
  }
  writeFileSync(join(own, "sources.list"), `deb ${archiveAddress()} ${suite} main\n`);
  const settings = {
    "Dir::Etc::sourcelist": join(own, "sources.list"),
    "Dir::Etc::sourceparts": "-",
    "Dir::State::lists": join(own, "lists"),
    "Dir::Cache": join(own, "cache"),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
}

/** From the machine's own configuration: the archive of the suite that this machine is of. */
function archiveAddress(): string {
  const format = ["indextargets", "--format", "$(REPO_URI) $(ORIGIN) $(RELEASE)"];
  const { stdout } = spawnSync("apt-get", format, { encoding: "utf8" });
  const lines = stdout.split("\n").map((line) => line.split(" "));
  const [address = ""] =
    lines.find(([, origin, release]) => origin === "Debian" && /^[a-z]+$/.test(release ?? "")) ?? [];
  return address;
}

function filesBelow(folder: string): Record<string, Uint8Array> {
  const paths = (readdirSync(folder, { recursive: true }) as string[]).filter((path) => !LEFT_OUT.test(path));
  const files = paths.filter((path) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile());
  return Object.fromEntries(files.map((path) => [path, new Uint8Array(readFileSync(join(folder, path)))]));
}
