import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach } from "vitest";

/** Gives each test of a file an empty cache folder, and says where in it pythonless keeps its files. */
export function ownCache(): () => string {
  const made: string[] = [];
  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), "pythonless-cache-"));
    made.push(folder);
    process.env["PYTHONLESS_CACHE"] = folder;
  });
  afterAll(() => {
    delete process.env["PYTHONLESS_CACHE"];
    for (const folder of made) rmSync(folder, { recursive: true, force: true });
  });
  return () => join(made.at(-1) ?? "", "pythonless");
}
