import type { PythonSink } from "../python.ts";

/** What Python holds of us (wasm-bootstrap/pythonless/_host.pyi): functions of this realm, which call out with text. */
export function hostFor(sink: PythonSink, interrupts: Int32Array | undefined): object {
  return {
    wait: interrupts && ((milliseconds: unknown): void => waitOn(interrupts, Number(milliseconds))),
    stood(details: unknown): void {
      sink.stood(String(details));
    },
    speak(requestId: unknown): void {
      sink.speak(String(requestId));
    },
    result(pythonType: unknown, text: unknown): void {
      sink.result(String(pythonType), String(text));
    },
    answer(kind: unknown, details: unknown, text: unknown): void {
      sink.answer(String(kind), String(details), String(text));
    },
  };
}

/** Blocks the thread. An interrupt ends the wait, also one that came before and is not yet taken up. */
function waitOn(interrupts: Int32Array, milliseconds: number): void {
  Atomics.wait(interrupts, 0, 0, milliseconds);
}
