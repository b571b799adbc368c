import { events, UsageError } from "../index.ts";
import { nearestNames } from "../util/nearest.ts";
import { readArgument } from "./data.ts";
import type { EventFlags } from "./flags.ts";
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

type EventName = keyof typeof events;

/** The builders' names as flags are written: `messageQueue` is `message-queue`. */
const NAMES = new Map(Object.keys(events).map((name) => [inKebabCase(name), name as EventName]));

export const EVENT_NAMES: readonly string[] = [...NAMES.keys()];

/** The event of that name. `argument` is the builder's argument as JSON; without one all members are made up. */
export function namedEvent(name: string, argument: string | undefined): object {
  const builder = NAMES.get(name);
  if (builder === undefined) throw unknownEvent(name);
  const build = events[builder] as (argument?: unknown) => object;
  return argument === undefined ? build() : build(parsed(argument));
}

function unknownEvent(name: string): UsageError {
  const near = nearestNames(name, EVENT_NAMES);
  const help =
    near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `Known ones are ${EVENT_NAMES.join(", ")}.`;
  return new UsageError("INVALID_EVENT", `unknown event '${name}'. ${help}`);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UsageError("INVALID_EVENT", `--with: expected JSON: ${(error as Error).message}`);
  }
}

function inKebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
