import { joinBytes } from "../util/bytes.ts";
import type { PrepareRequest } from "../wire/protocol.ts";

/**
 * SHA-256 of all that the import of a function's code depends on: the code, its entry point, variables and limits, the
 * package's version, and the engine, since code may ask for the engine's abilities.
 */
export async function snapshotKey(
  { files, settings, limits }: PrepareRequest,
  version: string,
  engine: string,
): Promise<string> {
  const { entryPoint, sandbox, environment } = settings;
  const { memoryBytes, temporaryFilesBytes } = limits;
  const names = Object.keys(files).sort();
  const contents = names.map((name) => files[name] as Uint8Array);
  const described = [
    ...[version, engine, entryPoint, sandbox, memoryBytes, temporaryFilesBytes],
    Object.entries(environment).sort(),
    names.map((name, index) => [name, contents[index]?.length]),
  ];
  const digest = await crypto.subtle.digest(
    "SHA-256",
    joinBytes([new TextEncoder().encode(JSON.stringify(described)), ...contents]),
  );
  return `snapshot-${hex(new Uint8Array(digest))}`;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
