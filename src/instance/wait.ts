import { startTimer } from "#clock";

/** How a wait ended. */
export type Ending<Answer> =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "death"; readonly reason: string }
  | { readonly kind: "deadline" }
  | { readonly kind: "aborted" };

export interface Racers<Answer> {
  readonly answer: Promise<Answer>;
  /** Resolves with the reason when the other side dies. */
  readonly death?: Promise<string>;
  /** No deadline when absent. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits for an answer, and for everything that may come instead of one. Comlink alone waits for ever when its
 * worker dies. Leaves no timer, no listener and no reaction behind. Rejects only when `answer` does.
 */
export async function race<Answer>(racers: Racers<Answer>): Promise<Ending<Answer>> {
  const cleanUp: (() => void)[] = [];
  try {
    return await new Promise<Ending<Answer>>((resolve, reject) => {
      racers.answer.then((answer) => resolve({ kind: "answer", answer }), reject);
      if (racers.death) cleanUp.push(onDeath(racers.death, (reason) => resolve({ kind: "death", reason })));
      if (racers.timeoutMs !== undefined) {
        cleanUp.push(startTimer(() => resolve({ kind: "deadline" }), racers.timeoutMs));
      }
      if (racers.signal) cleanUp.push(onAbort(racers.signal, () => resolve({ kind: "aborted" })));
    });
  } finally {
    for (const clean of cleanUp) clean();
  }
}

type Mourner = (reason: string) => void;

/** Those who wait for each death. */
const mourners = new WeakMap<Promise<string>, Set<Mourner>>();

/**
 * A worker outlives its calls, and a promise keeps what was given to its `then` until it settles: each call would leave
 * its answer there (1.3 kB and the answer itself, measured). So there is one `then` for all.
 */
function onDeath(death: Promise<string>, react: Mourner): () => void {
  const waiting = mourners.get(death) ?? firstMourners(death);
  waiting.add(react);
  return () => waiting.delete(react);
}

function firstMourners(death: Promise<string>): Set<Mourner> {
  const waiting = new Set<Mourner>();
  mourners.set(death, waiting);
  death.then((reason) => {
    // Who comes from now on asks the promise anew.
    mourners.delete(death);
    for (const react of waiting) react(reason);
  });
  return waiting;
}

function onAbort(signal: AbortSignal, react: () => void): () => void {
  if (signal.aborted) react();
  signal.addEventListener("abort", react, { once: true });
  return () => signal.removeEventListener("abort", react);
}
