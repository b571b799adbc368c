import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { npm } from "./command.ts";

const folder = fileURLToPath(new URL("./tools", import.meta.url));

/** The `node_modules` with the bundlers and test runners that only these tests need. Installed when first used. */
export async function tools(): Promise<string> {
  const installed = join(folder, "node_modules");
  // npm writes it last.
  if (!existsSync(join(installed, ".package-lock.json"))) await npm(["ci", "--ignore-scripts"], folder);
  return installed;
}
