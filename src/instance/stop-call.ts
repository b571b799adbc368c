import { startTimer } from "#clock";
import type { StoppedBy } from "../errors.ts";
import type { AnswerMessage, Stood } from "../wire/protocol.ts";
import { type Ending, race } from "./wait.ts";

/** How a call was stopped, and where it stood, as far as it could tell. */
export interface Stopped {
  readonly by: StoppedBy;
  readonly stackTrace: readonly string[];
}

/** What the ladder leans on. */
export interface StoppableCall {
  readonly answer: Promise<AnswerMessage>;
  readonly death: Promise<string>;
  /** Comes when it says where that rung found it, which means that it has heard the request. */
  heard(by: Stood["by"]): Promise<void>;
  /** Where it stood when it last said so. */
  stood(): Stood | undefined;
  /** Asks its coroutine to give up. */
  cancel(): void;
  /** Interrupts Python where it stands. Absent where memory cannot be shared with the worker. */
  readonly interrupt: (() => void) | undefined;
}

/** For the request to be heard. Code that does not await cannot hear it, so this is short. */
const CANCELLATION_MS = 20;
/** For Python to reach its next line. It cannot in the middle of a long computation in C. */
const INTERRUPT_MS = 150;
/** For code that has heard it to clean up in. */
const CLEAN_UP_MS = 60;

/** Pyodide reads the word and clears it in two steps: an interrupt that comes between them is lost. */
const INTERRUPT_AGAIN_MS = 10;

/**
 * Stops a call whose time is up: cancels it, else interrupts it. If neither helps, the thread has to be ended, which is
 * the caller's to do in any case. What the call answers by now comes too late.
 */
export async function stopCall(call: StoppableCall): Promise<Stopped> {
  const { interrupt } = call;
  let ending = await climb(call, "cancellation", CANCELLATION_MS, () => call.cancel());
  if (ending.kind === "deadline" && interrupt) {
    const stopRepeating = repeat(interrupt, INTERRUPT_AGAIN_MS);
    ending = await climb(call, "interrupt", INTERRUPT_MS, interrupt);
    stopRepeating();
  }
  const stood = call.stood();
  const hasYielded = ending.kind === "answer" && stood !== undefined;
  return { by: hasYielded ? stood.by : "termination", stackTrace: stood?.stackTrace ?? [] };
}

function repeat(action: () => void, intervalMs: number): () => void {
  let cancel = startTimer(act, intervalMs);
  function act(): void {
    action();
    cancel = startTimer(act, intervalMs);
  }
  return () => cancel();
}

/** One rung: asks, waits until that is heard, and then for what the code does on its way out. */
async function climb(
  call: StoppableCall,
  by: Stood["by"],
  hearingMs: number,
  ask: () => void,
): Promise<Ending<unknown>> {
  const { answer, death } = call;
  const heard = call.heard(by);
  ask();
  const ending = await race<unknown>({ answer: Promise.race([answer, heard]), death, timeoutMs: hearingMs });
  return ending.kind === "answer" ? race({ answer, death, timeoutMs: CLEAN_UP_MS }) : ending;
}
