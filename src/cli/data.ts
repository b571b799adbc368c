import { type JsonText, jsonText } from "../index.ts";
import type { InvokeFlags } from "./flags.ts";
import { asText, readText } from "./read-text.ts";
import type { Terminal } from "./terminal.ts";

/**
 * The event that the data flags name. JSON goes in as text, so that big integers keep their digits; other
 * data is a `str`; none is the empty string, as the vendor's command line sends it (contract 10.1).
 */
export async function readEvent(
  flags: InvokeFlags,
  stdin: () => Terminal["stdin"],
): Promise<JsonText | string> {
  const text = await readData(flags, stdin);
  try {
    return jsonText(text);
  } catch {
    return text;
  }
}

async function readData(flags: InvokeFlags, stdin: () => Terminal["stdin"]): Promise<string> {
  if (flags.dataStdin === true) return readStdin(stdin(), "--data-stdin");
  if (flags.dataFile !== undefined) return readText(flags.dataFile, "--data-file");
  const { data = "" } = flags;
  if (data === "@-") return readStdin(stdin(), "-d @-");
  return data.startsWith("@") ? readText(data.slice(1), "-d @file") : data;
}

async function readStdin(stdin: Terminal["stdin"], flag: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return asText(Buffer.concat(chunks), flag);
}
