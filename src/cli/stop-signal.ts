import type { StopSignal, Terminal } from "./terminal.ts";

/** The exit code that a shell gives: 128 plus the signal's number. */
const EXIT_OF: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143 };

/** Waits for the first stop signal. From then on until `release()` a second one ends the process at once. */
export function stopSignal(terminal: Pick<Terminal, "onStopSignal" | "exit">) {
  let release = () => {};
  const first = new Promise<StopSignal>((resolve) => {
    let isStopping = false;
    release = terminal.onStopSignal((signal) => {
      if (isStopping) terminal.exit(EXIT_OF[signal]);
      isStopping = true;
      resolve(signal);
    });
  });
  return { first, release };
}
