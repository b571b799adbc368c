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
 * worker dies. Leaves no timer and no listener behind. Rejects only when `answer` does.
 */
export async function race<Answer>(racers: Racers<Answer>): Promise<Ending<Answer>> {
  const cleanUp: (() => void)[] = [];
  try {
    return await new Promise<Ending<Answer>>((resolve, reject) => {
      racers.answer.then((answer) => resolve({ kind: "answer", answer }), reject);
      if (racers.death) cleanUp.push(onDeath(racers.death, (reason) => resolve({ kind: "death", reason })));
      if (racers.timeoutMs !== undefined) {
        const timer = setTimeout(() => resolve({ kind: "deadline" }), racers.timeoutMs);
        cleanUp.push(() => clearTimeout(timer));
      }
      if (racers.signal) cleanUp.push(onAbort(racers.signal, () => resolve({ kind: "aborted" })));
    });
  } finally {
    for (const clean of cleanUp) clean();
  }
}

type Mourner = (reason: string) => void;

const mourners = new WeakMap<Promise<string>, Set<Mourner>>();

/**
 * A worker lives for many calls, and a promise keeps all that was ever handed to its `then` until it settles: 1.7 KB
 * for each call. So there is one listener for each worker, and a list that calls leave again.
 */
function onDeath(death: Promise<string>, react: Mourner): () => void {
  const listening = mourners.get(death) ?? listenTo(death);
  listening.add(react);
  return () => listening.delete(react);
}

function listenTo(death: Promise<string>): Set<Mourner> {
  const listening = new Set<Mourner>();
  mourners.set(death, listening);
  void death.then((reason) => {
    // Whoever comes now is told by a listener of their own.
    mourners.delete(death);
    for (const react of listening) react(reason);
  });
  return listening;
}

function onAbort(signal: AbortSignal, react: () => void): () => void {
  if (signal.aborted) react();
  signal.addEventListener("abort", react, { once: true });
  return () => signal.removeEventListener("abort", react);
}
