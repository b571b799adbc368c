import { type JsonText, jsonText, UsageError } from "../index.ts";
import type { InvokeFlags } from "./flags.ts";
import { namedEvent } from "./named-event.ts";
import { asText, readText } from "./read-text.ts";
import type { Terminal } from "./terminal.ts";

/**
 * The event that the flags name: a trigger's, or the data. JSON goes in as text, so that big integers keep their
 * digits; other data is a `str`; none is the empty string, as the vendor's command line sends it (contract 10.1).
 */
export async function readEvent(
  flags: InvokeFlags,
  stdin: () => Terminal["stdin"],
): Promise<JsonText | string | object> {
  if (flags.event !== undefined) return namedEvent(flags.event, await readArgument(flags.with, stdin));
  if (flags.with !== undefined) {
    throw new UsageError("INVALID_EVENT", "--with: expected --event NAME beside it, got none.");
  }
  const text = await readData(flags, stdin);
  try {
    return jsonText(text);
  } catch {
    return text;
  }
}

/** The JSON that `--with` gives to an event's builder. */
export async function readArgument(
  text: string | undefined,
  stdin: () => Terminal["stdin"],
): Promise<string | undefined> {
  return text === undefined ? undefined : readDataFlag(text, "--with", stdin);
}

async function readData(flags: InvokeFlags, stdin: () => Terminal["stdin"]): Promise<string> {
  if (flags.dataStdin === true) return readStdin(stdin(), "--data-stdin");
  if (flags.dataFile !== undefined) return readText(flags.dataFile, "--data-file");
  return readDataFlag(flags.data ?? "", "-d", stdin);
}

/** A flag's text, or that of `@file`, or of stdin for `@-`. */
async function readDataFlag(text: string, flag: string, stdin: () => Terminal["stdin"]): Promise<string> {
  if (text === "@-") return readStdin(stdin(), `${flag} @-`);
  return text.startsWith("@") ? readText(text.slice(1), `${flag} @file`) : text;
}

async function readStdin(stdin: Terminal["stdin"], flag: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return asText(Buffer.concat(chunks), flag);
}
