/** The tables of docs/command-line.md, from the parser that the command line uses. */
import { importTypeScript } from "./sources.mjs";

export async function commands() {
  const { makeProgram } = await importTypeScript("src/cli/program.ts");
  const nowhere = { write() {} };
  const program = makeProgram({ version: "", stdout: nowhere, stderr: nowhere }, {});
  return program.commands.map(section).join("\n");
}

function section(command) {
  const lines = command.options.map(
    (option) => `| \`${option.flags}\` | ${option.description.replaceAll("|", "\\|")}${defaultOf(option)} |`,
  );
  const heading = `### pythonless ${command.name()} ${command.usage().replace(" [options]", "")}`;
  return `${heading}\n\n${command.description()}\n\n| Flag | |\n| --- | --- |\n${lines.join("\n")}\n`;
}

function defaultOf({ defaultValue, negate }) {
  return defaultValue === undefined || negate ? "" : ` (default: ${defaultValue})`;
}
