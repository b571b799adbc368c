import { startTimer } from "#clock";

/** How a wait ended. */
export type Ending<Value> =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "death"; readonly reason: string }
  | { readonly kind: "deadline" }
  | { readonly kind: "aborted" };

export interface Wait<Value> {
  readonly value: Promise<Value>;
  /** Resolves with the reason when the other side dies. */
  readonly death?: Promise<string>;
  /** No deadline when absent. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits for a value, and for everything that may come instead of it. Comlink alone waits for ever when its worker dies.
 * Leaves no timer, no listener and no handler behind. Rejects only when `value` does.
 */
export async function waitFor<Value>(wait: Wait<Value>): Promise<Ending<Value>> {
  const cleanUp: (() => void)[] = [];
  try {
    return await new Promise<Ending<Value>>((resolve, reject) => {
      wait.value.then((value) => resolve({ kind: "value", value }), reject);
      if (wait.death) cleanUp.push(onDeath(wait.death, (reason) => resolve({ kind: "death", reason })));
      if (wait.timeoutMs !== undefined) {
        cleanUp.push(startTimer(() => resolve({ kind: "deadline" }), wait.timeoutMs));
      }
      if (wait.signal) cleanUp.push(onAbort(wait.signal, () => resolve({ kind: "aborted" })));
    });
  } finally {
    for (const clean of cleanUp) clean();
  }
}

type DeathListener = (reason: string) => void;

const deathListeners = new WeakMap<Promise<string>, Set<DeathListener>>();

/**
 * Handlers added to a long-lived promise are retained until it settles: each call would leave its outcome there (1.3 kB and
 * the outcome itself, measured). So all listeners share one handler per promise.
 */
function onDeath(death: Promise<string>, listener: DeathListener): () => void {
  const listeners = deathListeners.get(death) ?? listenTo(death);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function listenTo(death: Promise<string>): Set<DeathListener> {
  const listeners = new Set<DeathListener>();
  deathListeners.set(death, listeners);
  death.then((reason) => {
    // Later waits add a handler to the promise, which has settled.
    deathListeners.delete(death);
    for (const listener of listeners) listener(reason);
  });
  return listeners;
}

/** What one listener calls when a signal is aborted. */
interface AbortListener {
  readonly reactions: Set<() => void>;
  stop(): void;
}

const abortListeners = new WeakMap<AbortSignal, AbortListener>();

/** One listener for all waits with a signal: Node warns of a leak from the eleventh on. */
function onAbort(signal: AbortSignal, react: () => void): () => void {
  if (signal.aborted) react();
  const listener = abortListeners.get(signal) ?? listenToAbort(signal);
  listener.reactions.add(react);
  return () => {
    listener.reactions.delete(react);
    if (listener.reactions.size === 0) listener.stop();
  };
}

function listenToAbort(signal: AbortSignal): AbortListener {
  const reactions = new Set<() => void>();
  const callAll = (): void => {
    for (const react of reactions) react();
  };
  signal.addEventListener("abort", callAll, { once: true });
  const listener: AbortListener = {
    reactions,
    stop() {
      signal.removeEventListener("abort", callAll);
      abortListeners.delete(signal);
    },
  };
  abortListeners.set(signal, listener);
  return listener;
}
