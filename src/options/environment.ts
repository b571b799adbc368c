import { expected, expectRecord, refused } from "./check.ts";

/** Set by the runtime; they cannot be overridden (contract 6.1). */
const RESERVED_VARIABLES = new Set([
  "_HANDLER",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
  "PATH",
  "LD_LIBRARY_PATH",
]);

/** Variables that a function may have. @throws UsageError naming the variable. */
export function checkEnvironment(value: unknown = {}, where: string): Readonly<Record<string, string>> {
  const environment = expectRecord(where, value);
  for (const [name, content] of Object.entries(environment)) {
    if (typeof content !== "string") throw expected(`${where}.${name}`, "a string", content);
    if (name === "" || name.includes("=") || name.includes("\0") || content.includes("\0")) {
      throw refused(where, `expected names and values that a process can have, got ${JSON.stringify(name)}.`);
    }
    if (RESERVED_VARIABLES.has(name)) {
      throw refused(
        `${where}.${name}`,
        "this variable is set by the runtime and cannot be overridden; take it out.",
      );
    }
  }
  return environment as Record<string, string>;
}

/** @throws UsageError where names and values together are over the limit (contract 8.2). */
export function refuseLargeEnvironment(
  environment: Readonly<Record<string, string>>,
  limitBytes: number,
): void {
  const text = Object.entries(environment).flat().join("");
  const { byteLength } = new TextEncoder().encode(text);
  if (byteLength <= limitBytes) return;
  throw refused(
    "environment",
    `expected at most ${limitBytes} bytes, names and values together, got ${byteLength}. ` +
      "The service refuses more; limits.environmentBytes allows it here.",
  );
}
