import { Command, Option } from "commander";
import type { FunctionOptions } from "../index.ts";
import { EVENT_NAMES } from "./event.ts";
import { withNearestFlag } from "./flag-words.ts";
import {
  type EventFlags,
  type FunctionFlags,
  type InvokeFlags,
  OPTION_FLAGS,
  type ServeFlags,
} from "./flags.ts";
import type { Terminal } from "./terminal.ts";
import { inOrder, portNumber } from "./values.ts";

/** The actions of the commands. */
export interface Actions {
  readonly invoke: (source: string, flags: InvokeFlags) => Promise<void>;
  readonly serve: (source: string, flags: ServeFlags) => Promise<void>;
  readonly event: (name: string | undefined, flags: EventFlags) => Promise<void>;
}

/** The commands and their flags, named after the vendor's (contract 10). Throws CommanderError, never exits. */
export function makeProgram(
  terminal: Pick<Terminal, "version" | "stdout" | "stderr">,
  actions: Actions,
): Command {
  const program = new Command("pythonless")
    .usage("<command> [SOURCE] [options]")
    .description("Runs Python functions written for Yandex Cloud Functions, without a Python installation.")
    .version(terminal.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
      getOutHelpWidth: () => HELP_COLUMNS,
      getErrHelpWidth: () => HELP_COLUMNS,
    })
    .addHelpText("after", examples(...INVOKE_EXAMPLES, ...SERVE_EXAMPLES, ...EVENT_EXAMPLES));
  addInvoke(program, actions);
  addServe(program, actions);
  addEvent(program, actions);
  return program;
}

const HELP_COLUMNS = 80;
const INVOKE_EXAMPLES = [
  `pythonless invoke --entrypoint main.handler -d '{"name": "Ada"}'`,
  "pythonless invoke function.zip --entrypoint main.handler -d @event.json",
  "pythonless invoke --entrypoint main.handler --event timer",
];
const SERVE_EXAMPLES = ["pythonless serve --entrypoint main.handler --port 8080 --watch"];
const EVENT_EXAMPLES = [`pythonless event message-queue --with '{"messages": [{"body": "hi"}]}'`];
const WITH = ["--with <json>", "fields of the event, as JSON, @file or @-; the rest is filled in"] as const;

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n  ${lines.join("\n  ")}`;
}

function addInvoke(program: Command, { invoke }: Actions): void {
  const data = new Option("-d, --data <text>", "the event: JSON or text, @file, or @- for stdin");
  const command = addFunctionCommand(program, "invoke", "Calls the function once and prints its result.")
    .addOption(data.conflicts(["dataFile", "dataStdin", "event"]))
    .addOption(new Option("--data-file <path>", "same as -d @path").conflicts(["dataStdin", "event"]))
    .addOption(new Option("--data-stdin", "same as -d @-").conflicts("event"))
    .option("--event <name>", "the event of a trigger, such as timer")
    .option(...WITH)
    .option("--json", "print outcome, result, error, logs and report as JSON")
    .option("--audit", "list the state that the call leaves behind")
    .addHelpText("after", examples(...INVOKE_EXAMPLES))
    .action((source, flags) => invoke(source, withOptions(flags)));
  addSharedFlags(command);
}

function addServe(program: Command, { serve }: Actions): void {
  const command = addFunctionCommand(program, "serve", "Answers HTTP requests with the function.")
    .option("-p, --port <number>", "port; 0 takes any free one", portNumber, 8080)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("-w, --watch", "load changed files")
    .addHelpText("after", examples(...SERVE_EXAMPLES))
    .action((source, flags) => serve(source, withOptions(flags)));
  addSharedFlags(command);
}

function addEvent(program: Command, { event }: Actions): void {
  addCommand(program, "event", "Prints the event of a trigger as JSON; without a name, lists the names.")
    .usage("[NAME] [options]")
    .argument("[NAME]", "name of the event, such as timer")
    .option(...WITH)
    .addHelpText("after", `\nNames:\n  ${EVENT_NAMES.join("\n  ")}\n${examples(...EVENT_EXAMPLES)}`)
    .action(event);
}

function addFunctionCommand(program: Command, name: string, description: string): Command {
  return addCommand(program, name, description)
    .usage("[SOURCE] [options]")
    .argument("[SOURCE]", "folder or .zip with the code", ".");
}

function addCommand(program: Command, name: string, description: string): Command {
  const command: Command = program.command(name).description(description);
  const longFlags = () => command.options.map(({ long }) => long ?? "");
  return command
    .showHelpAfterError(`See pythonless ${name} --help.`)
    .configureOutput({ outputError: (text, write) => write(withNearestFlag(text, longFlags())) });
}

function addSharedFlags(command: Command): void {
  for (const { flag, help, parse } of OPTION_FLAGS) command.option(flag, help, parse);
  command
    .option("--env-file <path>", "file with variables; --environment wins", inOrder)
    .option("--no-network", "refuse the function's HTTP requests")
    .option("-q, --quiet", "do not print the function's log");
}

/** The parser's values, with those of {@link OPTION_FLAGS} gathered under the names of their options. */
function withOptions<Flags extends FunctionFlags>(values: Flags & Readonly<Record<string, unknown>>): Flags {
  const given = OPTION_FLAGS.map(({ option, flag }) => [option, values[new Option(flag).attributeName()]]);
  const options = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  return { ...values, options: options as Partial<FunctionOptions> };
}
