import { readArgument } from "./data.ts";
import type { EventFlags } from "./flags.ts";
import { EVENT_NAMES, namedEvent } from "./named-event.ts";
import { EXIT, type Terminal } from "./terminal.ts";

/** `pythonless event`: prints one event, or the names of all. Gives the exit code. */
export async function event(
  name: string | undefined,
  flags: EventFlags,
  terminal: Terminal,
): Promise<number> {
  terminal.stdout.write(`${await textOf(name, flags, terminal)}\n`);
  return EXIT.success;
}

async function textOf(name: string | undefined, flags: EventFlags, terminal: Terminal): Promise<string> {
  if (name === undefined) return EVENT_NAMES.join("\n");
  const argument = await readArgument(flags.with, () => terminal.stdin);
  return JSON.stringify(namedEvent(name, argument), null, 2);
}
