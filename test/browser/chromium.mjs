/** Finds a Chromium, and starts it with nothing but the page under test on its mind. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const QUIET = [
  // Root, as CI often is, gets no sandbox; the pages are our own.
  "--no-sandbox",
  "--disable-gpu",
  // /dev/shm of a container is 64 MB: a tab with three interpreters crashes in it.
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
];

/** The path of a Chromium or Chrome; `undefined` when there is none. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  return [...usualPlaces(), ...onPath()].find(isProgram);
}

/** The same, installed if need be. Says in one sentence what to install where it may not do so itself. */
export function requireChromium() {
  const path = findChromium() ?? (mayInstall() ? installFromDebian() : undefined);
  if (path !== undefined) return path;
  throw new Error(
    "No Chromium was found: install Chromium or Google Chrome, or name its program in CHROMIUM_PATH.",
  );
}

/** A headless Chromium as playwright's `Browser`. Whoever starts it calls `close()`. */
export async function launch() {
  return chromium.launch({ executablePath: requireChromium(), args: QUIET, headless: true });
}

/** One that several processes connect to: playwright's `BrowserServer`. */
export async function launchServer() {
  return chromium.launchServer({ executablePath: requireChromium(), args: QUIET, headless: true });
}

/**
 * The same with a profile in `folder`, as a visitor's browser has one: without it Chromium keeps its caches in memory,
 * and small. A playwright `BrowserContext`.
 */
export async function launchWithProfile(folder) {
  return chromium.launchPersistentContext(folder, {
    executablePath: requireChromium(),
    args: QUIET,
    headless: true,
  });
}

function usualPlaces() {
  switch (process.platform) {
    case "darwin":
      return ["Chromium", "Google Chrome"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
    case "win32":
      return ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((variable) => {
        const folder = process.env[variable] ?? "C:\\Program Files";
        return [
          join(folder, "Google", "Chrome", "Application", "chrome.exe"),
          join(folder, "Chromium", "Application", "chrome.exe"),
        ];
      });
    default:
      return ["/usr/bin/chromium", "/usr/bin/google-chrome-stable", "/usr/lib/chromium/chromium"];
  }
}

/** `chromium-browser` is not among them: on Ubuntu it is a script that asks for a snap. */
function onPath() {
  if (process.platform === "win32") return [];
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return ["chromium", "google-chrome-stable", "google-chrome"].flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Only where the machine is thrown away afterwards. */
function mayInstall() {
  return Boolean(process.env.CI) && process.getuid?.() === 0;
}

function installFromDebian() {
  const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  for (const apt of [["update"], ["install", "-y", "chromium"]]) {
    if (spawnSync("apt-get", apt, options).status !== 0) return undefined;
  }
  return findChromium();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(requireChromium());
