import { readFile } from "node:fs/promises";
import { UsageError } from "../index.ts";

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
