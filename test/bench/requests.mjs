import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The modules of Debian 13's `requests`, one code for both Pythons. Nothing where apt cannot fetch them. */
export async function requestsModules() {
  const { debianModules, REQUESTS } = await importTypeScript("../wheels/debian.ts");
  return debianModules(REQUESTS, "trixie");
}

/** Writes modules to a folder of their own, in which a native Python can find them. */
export function folderOf(modules) {
  const folder = mkdtempSync(join(tmpdir(), "pythonless-bench-"));
  for (const [path, content] of Object.entries(modules)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return { path: folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Node 20 reads no TypeScript. */
async function importTypeScript(path) {
  const entry = fileURLToPath(new URL(path, import.meta.url));
  const built = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
  });
  return import(`data:text/javascript,${encodeURIComponent(built.outputFiles[0].text)}`);
}
