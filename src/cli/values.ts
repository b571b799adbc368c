import { InvalidArgumentError } from "commander";

const MS_OF: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const MB_OF: Readonly<Record<string, number>> = { MB: 1, GB: 1024 };

/** `3s`, `500ms`, `1m30s`, as the vendor's command line writes durations, in milliseconds. */
export function durationMs(text: string): number {
  if (!/^(\d+(\.\d+)?(ms|h|m|s))+$/.test(text)) {
    throw new InvalidArgumentError("Expected a duration with its unit, such as 3s, 500ms or 1m30s.");
  }
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g);
  return Math.round(
    [...parts].reduce((sum, [, count, unit = ""]) => sum + Number(count) * (MS_OF[unit] ?? 0), 0),
  );
}

/** `128MB`, `1GB`, in megabytes. */
export function sizeMb(text: string): number {
  const [, count, unit = ""] = /^(\d+(?:\.\d+)?)([MG]B)$/.exec(text.toUpperCase()) ?? [];
  if (count === undefined) {
    throw new InvalidArgumentError("Expected a size with its unit, such as 128MB or 1GB.");
  }
  return Number(count) * (MB_OF[unit] ?? 0);
}

/** A TCP port; 0 leaves the choice to the system. */
export function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError("Expected a number from 0 to 65535; 0 takes any free port.");
  }
  return port;
}

/**
 * Adds `K=V[,K=V]` to the values of earlier flags. As in the vendor's command line a comma ends a value where
 * another `K=` follows it, so that commands can be copied; other commas belong to the value.
 */
export function environmentPairs(text: string, earlier: Readonly<Record<string, string>> = {}) {
  const pairs = text.split(/,(?=[A-Za-z_]\w*=)/).map((pair) => {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (key === undefined || value === undefined) {
      throw new InvalidArgumentError("Expected NAME=VALUE, such as --environment GREETING=Hello.");
    }
    return [key, value] as const;
  });
  return { ...earlier, ...Object.fromEntries(pairs) };
}

/** Collects a repeatable flag. */
export function inOrder(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}
