import type { StoppedBy } from "../errors.ts";
import type { AnswerMessage, Stood } from "../protocol.ts";
import { race } from "./race.ts";

/** How a call was stopped, and where it stood, as far as it could tell. */
export interface Stopped {
  readonly by: StoppedBy;
  readonly stackTrace: readonly string[];
}

/** What the ladder leans on. */
export interface StoppableCall {
  readonly answer: Promise<AnswerMessage>;
  readonly death: Promise<string>;
  /** Comes when it says where it stands, which means that it has heard the request. */
  readonly heard: Promise<void>;
  /** Where it stood when it last said so. */
  stood(): Stood | undefined;
  /** Asks its coroutine to give up. */
  cancel(): void;
  /** Interrupts Python where it stands. Absent where memory cannot be shared with the worker. */
  readonly interrupt: (() => void) | undefined;
}

/** For the request to be heard. Code that does not await cannot hear it, so this is short. */
const HEARING_MS = 20;
/** For a coroutine that has heard it to clean up in. */
const CANCELLATION_GRACE_MS = 60;
/** For Python to reach its next line. It cannot in the middle of a long computation in C. */
const INTERRUPT_GRACE_MS = 180;

/** Pyodide reads the word and clears it in two steps: an interrupt that comes between them is lost. */
const INTERRUPT_AGAIN_MS = 10;

/**
 * Stops a call whose time is up: cancels it, else interrupts it. If neither helps, the thread has to be ended, which is
 * the caller's to do in any case. What the call answers by now comes too late.
 */
export async function stopCall(call: StoppableCall): Promise<Stopped> {
  const { answer, death, heard, interrupt } = call;
  call.cancel();
  let ending = await race<unknown>({ answer: Promise.race([answer, heard]), death, timeoutMs: HEARING_MS });
  if (ending.kind === "answer") ending = await race({ answer, death, timeoutMs: CANCELLATION_GRACE_MS });
  if (ending.kind === "deadline" && interrupt) {
    interrupt();
    const again = setInterval(interrupt, INTERRUPT_AGAIN_MS);
    ending = await race({ answer, death, timeoutMs: INTERRUPT_GRACE_MS });
    clearInterval(again);
  }
  const stood = call.stood();
  const hasYielded = ending.kind === "answer" && stood !== undefined;
  return { by: hasYielded ? stood.by : "termination", stackTrace: stood?.stackTrace ?? [] };
}
