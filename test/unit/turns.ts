import { vi } from "vitest";

const { setImmediate } = globalThis;

/** More than any chain of messages between ports of one thread takes. */
const TURNS = 20;

/**
 * Every message between ports of this thread has arrived, and every promise that can settle has: however slow the machine is,
 * for it counts turns of the event loop. What another thread does (files, compression, an import) it does not wait for.
 */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
}

/** Waits until it is so, and gives what it is. On a busy machine that may take a while. */
export function until<Value>(isSo: () => Value): Promise<Exclude<Value, false | undefined | null | 0 | "">> {
  return vi.waitUntil(isSo, { timeout: 15_000, interval: 1 }) as ReturnType<typeof until<Value>>;
}

/** Also with fake timers. Node reports a rejection that nobody handled before it. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
