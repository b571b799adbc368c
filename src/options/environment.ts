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

/** Variables that a function may have. @throws UsageError naming the variable, or the size of them all. */
export function checkEnvironment(value: unknown = {}, limitBytes: number): Record<string, string> {
  const environment = expectRecord("environment", value);
  for (const [name, content] of Object.entries(environment)) {
    if (typeof content !== "string") throw expected(`environment.${name}`, "a string", content);
    if (name === "" || name.includes("=") || name.includes("\0") || content.includes("\0")) {
      throw refused(
        "environment",
        `expected names and values that a process can have, got ${JSON.stringify(name)}.`,
      );
    }
    if (RESERVED_VARIABLES.has(name)) {
      throw refused(
        `environment.${name}`,
        "this variable is set by the runtime and cannot be overridden; take it out.",
      );
    }
  }
  refuseMoreThan(limitBytes, environment as Record<string, string>);
  return environment as Record<string, string>;
}

/** Names and values together (contract 8.2). */
function refuseMoreThan(limitBytes: number, environment: Readonly<Record<string, string>>): void {
  const text = Object.entries(environment).flat().join("");
  const { byteLength } = new TextEncoder().encode(text);
  if (byteLength <= limitBytes) return;
  throw refused(
    "environment",
    `expected at most ${limitBytes} bytes, names and values together, got ${byteLength}. ` +
      "The service refuses more; limits.environmentBytes allows it here.",
  );
}
