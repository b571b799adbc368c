/** The floors of docs/architecture.md, from the table that the tests hold. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { importTypeScript, root } from "./sources.mjs";

export async function floors() {
  const { FLOORS } = await importTypeScript("test/unit/house/floors.ts");
  const built = FLOORS.map((floor) => floor.filter((room) => existsSync(join(root, "src", room))));
  const lines = built.filter((floor) => floor.length > 0).map((floor) => floor.join("  "));
  return `\`\`\`\n${lines.reverse().join("\n")}\n\`\`\``;
}
