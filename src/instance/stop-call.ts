import { startTimer } from "#clock";
import type { StoppedBy } from "../errors.ts";
import type { OutcomeMessage, StoppedAt } from "../wire/protocol.ts";
import { type Ending, waitFor } from "./wait.ts";

/** How a call was stopped, and where its code was, as far as it could report that. */
export interface Stopped {
  readonly by: StoppedBy;
  readonly stackTrace: readonly string[];
}

/** The reports of a call about where its code was when it was asked to stop. */
export class StopReports {
  #latest: StoppedAt | undefined;
  readonly #listeners = new Map<StoppedAt["by"], () => void>();

  receive(report: StoppedAt): void {
    this.#latest = report;
    this.#listeners.get(report.by)?.();
  }

  get latest(): StoppedAt | undefined {
    return this.#latest;
  }

  /** Resolves when a stage of the escalation is reported, which means that the code has noticed it. */
  next(by: StoppedAt["by"]): Promise<void> {
    return new Promise((resolve) => {
      this.#listeners.set(by, resolve);
    });
  }
}

/** A call whose time is up, and the means to stop it. */
export interface StoppableCall {
  readonly outcome: Promise<OutcomeMessage>;
  readonly death: Promise<string>;
  readonly reports: StopReports;
  /** Asks its coroutine to give up. */
  cancel(): void;
  /** Interrupts Python where it is. Absent where memory cannot be shared with the worker. */
  readonly interrupt: (() => void) | undefined;
}

/** Time for a coroutine to notice its cancellation. Code that does not await cannot, so this is short. */
const CANCELLATION_MS = 20;
/** Time for Python to reach its next line. It cannot in the middle of a long computation in C. */
const INTERRUPT_MS = 150;
/** Time for code that has noticed it to clean up. */
const CLEAN_UP_MS = 60;

/** Pyodide reads the word and clears it in two steps: an interrupt that comes between them is lost. */
const INTERRUPT_AGAIN_MS = 10;

/**
 * Stops a call whose time is up, by escalation: cancels it, else interrupts it. The caller ends the thread in any case; where
 * neither helped, the end of the thread stopped the call. A result that comes now is too late.
 */
export async function stopCall(call: StoppableCall): Promise<Stopped> {
  const { interrupt } = call;
  let ending = await stage(call, "cancellation", CANCELLATION_MS, () => call.cancel());
  if (ending.kind === "deadline" && interrupt) {
    const stopRepeating = repeat(interrupt, INTERRUPT_AGAIN_MS);
    ending = await stage(call, "interrupt", INTERRUPT_MS, interrupt);
    stopRepeating();
  }
  const report = call.reports.latest;
  const hasYielded = ending.kind === "value" && report !== undefined;
  return { by: hasYielded ? report.by : "termination", stackTrace: report?.stackTrace ?? [] };
}

function repeat(action: () => void, intervalMs: number): () => void {
  let cancel = startTimer(act, intervalMs);
  function act(): void {
    action();
    cancel = startTimer(act, intervalMs);
  }
  return () => cancel();
}

/** One stage of the escalation: asks, waits until the code has noticed, and then until it has cleaned up. */
async function stage(
  call: StoppableCall,
  by: StoppedAt["by"],
  noticeMs: number,
  ask: () => void,
): Promise<Ending<unknown>> {
  const { outcome, death } = call;
  const noticed = call.reports.next(by);
  ask();
  const ending = await waitFor<unknown>({
    value: Promise.race([outcome, noticed]),
    death,
    timeoutMs: noticeMs,
  });
  return ending.kind === "value" ? waitFor({ value: outcome, death, timeoutMs: CLEAN_UP_MS }) : ending;
}
