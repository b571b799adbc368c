import { readFile } from "node:fs/promises";
import { UsageError } from "../index.ts";
import type { InvokeFlags } from "./flags.ts";
import type { Terminal } from "./terminal.ts";

/** The JSON that `--with` gives to an event's builder. */
export async function readArgument(
  text: string | undefined,
  stdin: () => Terminal["stdin"],
): Promise<string | undefined> {
  return text === undefined ? undefined : readDataFlag(text, "--with", stdin);
}

/** The data of `-d`, `--data-file` or `--data-stdin`; empty without any. */
export async function readData(flags: InvokeFlags, stdin: () => Terminal["stdin"]): Promise<string> {
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

/** The text of the file that a flag names. `flag` is how the user wrote it, for the message. */
export async function readText(path: string, flag: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const cause = (error as Error).message.replace(/, \w+( '.*')?$/, "");
    throw new UsageError("INVALID_OPTION", `${flag}: expected a readable file, got '${path}' (${cause}).`);
  }
  return asText(bytes, flag);
}

/** Bytes as text. A byte order mark, which Windows editors add and `json.loads` refuses, is dropped. */
export function asText(bytes: Uint8Array, flag: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError("INVALID_OPTION", `${flag}: expected text in UTF-8, got other bytes.`);
  }
}
