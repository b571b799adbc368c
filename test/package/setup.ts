import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { npm } from "./command.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The packed package. */
    tarball: string;
    /** A folder with the package installed, and the projects as folders in it. */
    app: string;
  }
}

const repository = fileURLToPath(new URL("../..", import.meta.url));
/** What users have beside pythonless. Links: `npm install` would have to load them. */
const TOOLS = {
  docs: ["vitest", "@types/node"],
  vitest: ["vitest", "happy-dom", "jsdom"],
  typescript: ["@types/node"],
};

/** Packs the package once, installs it into an empty project and puts our projects there. */
export default async function setup(project: TestProject): Promise<() => void> {
  // Real, because on macOS the temporary folder is a link and Node reports real paths.
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "pythonless-package-"));
  const tarball = await pack(folder);
  const app = join(folder, "app");
  await install(tarball, app);
  project.provide("tarball", tarball);
  project.provide("app", app);
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function pack(folder: string): Promise<string> {
  const packed = await npm(
    ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder],
    repository,
  );
  return join(folder, basename(packed.trim().split("\n").at(-1) ?? ""));
}

async function install(tarball: string, app: string): Promise<void> {
  mkdirSync(app);
  writeFileSync(join(app, "package.json"), '{ "private": true, "type": "module" }\n');
  // --offline: what needs a registry here would need one at every user's.
  await npm(["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", tarball], app);
  cpSync(fileURLToPath(new URL("./projects", import.meta.url)), app, { recursive: true });
  for (const [name, tools] of Object.entries(TOOLS)) {
    for (const tool of tools) link(tool, join(app, name, "node_modules"));
  }
}

function link(tool: string, nodeModules: string): void {
  const target = join(nodeModules, tool);
  mkdirSync(join(target, ".."), { recursive: true });
  // Junctions need no privilege on Windows; elsewhere the word is ignored.
  symlinkSync(join(repository, "node_modules", tool), target, "junction");
}
