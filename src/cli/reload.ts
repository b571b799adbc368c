import type { CloudFunction } from "../index.ts";
import { inFlagWords } from "./flag-words.ts";
import type { Replaceable } from "./replaceable.ts";

/** The parts that a reload works with. */
export interface Reloading {
  readonly target: Replaceable;
  readonly make: () => CloudFunction | Promise<CloudFunction>;
  readonly say: (line: string) => void;
}

/** Loads changed files. While the source is broken the old function keeps serving. */
export async function reload(paths: readonly string[], { target, make, say }: Reloading): Promise<void> {
  const what = `${listed(paths)} changed`;
  try {
    target.replace(await make());
    say(`Reloaded (${what})`);
  } catch (error) {
    say(`Not reloaded (${what}), the old code goes on serving. ${inFlagWords((error as Error).message)}`);
  }
}

function listed([first = "", second, ...others]: readonly string[]): string {
  if (second === undefined) return first;
  return others.length === 0 ? `${first}, ${second}` : `${first} and ${others.length + 1} more`;
}
