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
      racers.death?.then((reason) => resolve({ kind: "death", reason }));
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

function onAbort(signal: AbortSignal, react: () => void): () => void {
  if (signal.aborted) react();
  signal.addEventListener("abort", react, { once: true });
  return () => signal.removeEventListener("abort", react);
}
