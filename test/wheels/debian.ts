/**
 * Real packages for the tests: the pure-Python code of Debian's, made into wheels. Fetched by apt as the machine is set up
 * for it, once for a machine. `undefined` where there is no apt, or it cannot fetch.
 */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
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

/** Files of a package by path below one of its folders. */
export function debianFiles(name: string, below: string): Record<string, Uint8Array> | undefined {
  const folder = unpackedPackage(name);
  return folder === undefined ? undefined : filesBelow(join(folder, below));
}

function unpackedPackage(name: string): string | undefined {
  const folder = join(CACHE, name);
  if (existsSync(folder)) return folder;
  if (process.platform !== "linux" || spawnSync("apt-get", ["--version"]).status !== 0) return undefined;
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, "fetching-"));
  if (!download(name, work)) return undefined;
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

function download(name: string, cwd: string): boolean {
  const apt = (...words: string[]) => spawnSync("apt-get", words, { cwd, timeout: 60_000 }).status === 0;
  const get = () => apt("-o", "APT::Sandbox::User=root", "download", name);
  return get() || (process.getuid?.() === 0 && apt("update") && get());
}

function filesBelow(folder: string): Record<string, Uint8Array> {
  const paths = (readdirSync(folder, { recursive: true }) as string[]).filter((path) => !LEFT_OUT.test(path));
  const files = paths.filter((path) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile());
  return Object.fromEntries(files.map((path) => [path, new Uint8Array(readFileSync(join(folder, path)))]));
}
