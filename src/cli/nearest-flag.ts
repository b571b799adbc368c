import { nearestNames } from "../util/nearest.ts";

/**
 * Adds the nearest flags to the parser's "unknown option". The parser itself suggests for slips of the finger
 * only; this one also finds `--timeout` in `--execution-timeout`, and looks past `=value`.
 */
export function withNearestFlag(message: string, flags: readonly string[]): string {
  const asked = /unknown option '--([^'=]+)/.exec(message)?.[1];
  if (asked === undefined || message.includes("Did you mean")) return message;
  const names = nearestNames(
    asked,
    flags.map((flag) => flag.slice(2)),
  ).map((name) => `--${name}`);
  if (names.length === 0) return message;
  return `${message.trimEnd()}\n(Did you mean ${names.length > 1 ? "one of " : ""}${names.join(", ")}?)\n`;
}
