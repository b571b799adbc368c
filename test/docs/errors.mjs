/** The table of docs/errors.md, from the catalogue and the doc comments of its entries. */

import { prose } from "./reference.mjs";
import { declarationsIn, importTypeScript } from "./sources.mjs";
import { memberDocs } from "./tsdoc.mjs";

const PATH = "src/errors.ts";

export async function errorCodes() {
  const { CATALOGUE } = await importTypeScript(PATH);
  const docs = memberDocs(declarationsIn(PATH).get("CATALOGUE").body);
  const lines = Object.entries(CATALOGUE).map(([code, { blame, hint = "" }]) => {
    const when = prose(docs.get(code));
    if (when === "") throw new Error(`${PATH}: ${code} needs a doc comment that says when it happens`);
    return `| \`${code}\` | ${blame} | ${when} | ${hint.replaceAll("<", "&lt;")} |`;
  });
  return `| Code | Blame | When | Hint |\n| --- | --- | --- | --- |\n${lines.join("\n")}\n`;
}
