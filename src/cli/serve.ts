import { type CloudFunction, FunctionError, type FunctionOptions } from "../index.ts";
import { type FunctionServer, serve as listen } from "../node/index.ts";
import type { ServeFlags } from "./flags.ts";
import { functionOptions } from "./function-options.ts";
import { reload } from "./reload.ts";
import { type Replaceable, replaceable } from "./replaceable.ts";
import { report } from "./report.ts";
import { EXIT, type StopSignal, type Terminal } from "./terminal.ts";
import { watchSource } from "./watch.ts";

/** `pythonless serve`: the function behind a port, until a signal. Gives the exit code. */
export async function serve(source: string, flags: ServeFlags, terminal: Terminal): Promise<number> {
  const options = await functionOptions(source, flags, terminal);
  const first = await terminal.createFunction(options);
  const target = replaceable(first);
  try {
    const server = await tryToListen(target, flags, terminal);
    if (server === undefined) return EXIT.wrongUsage;
    tellIfNotReady(first, terminal);
    await untilStopped({ server, target, options, flags, terminal });
    return EXIT.success;
  } finally {
    await target.close();
  }
}

async function tryToListen(
  target: Replaceable,
  flags: ServeFlags,
  terminal: Terminal,
): Promise<FunctionServer | undefined> {
  const { port, host } = flags;
  const onError = (error: unknown) => void report(error, terminal);
  try {
    return await listen(target, { port, host, onError });
  } catch (error) {
    terminal.stderr.write(`error: ${whyNotListening(error as NodeJS.ErrnoException, flags)}\n`);
    return undefined;
  }
}

function whyNotListening({ code, message }: NodeJS.ErrnoException, { port, host }: ServeFlags): string {
  const help = "Choose another with --port, or take any free one with --port 0.";
  if (code === "EADDRINUSE") return `port ${port} on ${host} is taken. ${help}`;
  if (code === "EACCES") return `port ${port} on ${host} is not allowed to this user. ${help}`;
  return `cannot listen on ${host}: expected an address of this machine (${message}). Choose another with --host.`;
}

/** Reports a failed boot at once. The server goes on: the next call tries again. */
function tellIfNotReady(fn: CloudFunction, terminal: Terminal): void {
  fn.ready().catch((error: unknown) => {
    // Closed while it was booting: the server was stopped, or a file was saved, early.
    if (!(error instanceof FunctionError && error.code === "FUNCTION_CLOSED")) report(error, terminal);
  });
}

interface Session {
  readonly server: FunctionServer;
  readonly target: Replaceable;
  readonly options: FunctionOptions;
  readonly flags: ServeFlags;
  readonly terminal: Terminal;
}

async function untilStopped(session: Session): Promise<void> {
  const { server, options, terminal } = session;
  const stop = stopSignal(terminal);
  try {
    const watching = await watchIfAsked(session);
    terminal.stderr.write(`Serving ${options.entrypoint} on ${server.url}\n`);
    await stop.first;
    terminal.stderr.write("Stopping after the calls in flight; once more stops at once.\n");
    await Promise.all([server.close(), watching?.close()]);
  } finally {
    stop.release();
  }
}

async function watchIfAsked({ target, options, flags, terminal }: Session) {
  if (flags.watch !== true) return undefined;
  const say = (line: string) => void terminal.stderr.write(`${line}\n`);
  // The id is the path that callers use: it outlives the code.
  const context = { functionName: target.functionName };
  const make = async () => {
    // Read again: files with variables change too.
    const changed = await functionOptions(options.source as string, flags, terminal);
    const fn = await terminal.createFunction({ ...changed, context });
    tellIfNotReady(fn, terminal);
    return fn;
  };
  return watchSource(options.source as string, {
    otherFiles: [...(flags.envFile ?? []), ...(options.wheels ?? []).filter(isPath)],
    isOwnOutput: terminal.isOwnOutput,
    onChange: (paths) => reload(paths, { target, make, say }),
    onError: (error) => say(`warning: changes may be missed: ${(error as Error).message}`),
  });
}

/** Whether a wheel is a file, and no URL. */
function isPath(wheel: unknown): wheel is string {
  return typeof wheel === "string" && !/^\w{2,}:/.test(wheel);
}

/** The exit code that a shell gives: 128 plus the signal's number. */
const EXIT_OF: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143 };

/** Waits for the first stop signal. From then on until `release()` a second one ends the process at once. */
function stopSignal(terminal: Pick<Terminal, "onStopSignal" | "exit">) {
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
