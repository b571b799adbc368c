import type {
  Answer,
  AnswerMessage,
  CallRequest,
  HostMessage,
  LoadRequest,
  PrepareRequest,
  StepMessage,
  Stood,
} from "../wire/protocol.ts";
import { answerOf, type Details } from "./answer-of.ts";
import type { CallPort } from "./call-port.ts";
import { Output } from "./output.ts";
import type { Python, PythonSink } from "./python.ts";

/** What outbound.py says of a step; src/outbound/outbound.ts judges whether it has that form. */
type StepDetails = Omit<StepMessage, "kind" | "bytes">;

/** Makes the interpreter the instance of one function, and serves its calls from then on. */
export function serveCalls(
  python: Python,
  request: PrepareRequest,
  port: CallPort,
  waitForHost: () => void,
): void {
  const calls = new Calls(python, request.limits.logBytes, port, waitForHost);
  python.prepare(request, calls.sink);
  port.onMessage((message) => calls.take(message));
}

/** The calls of one instance, one at a time: what the host asks for, and what Python tells. */
class Calls {
  readonly sink: PythonSink;
  readonly #python: Python;
  readonly #port: CallPort;
  readonly #output: Output;
  /** Of the call under way that has no answer yet. */
  #callId: number | undefined;
  /**
   * Python may end the interpreter on its way out of a call (what it throws away then runs code of the function). That is
   * the end of this call, and not of the next one: its answer waits until Python has come back.
   */
  #isInside = false;
  #answered: AnswerMessage | undefined;

  constructor(python: Python, logBytes: number, port: CallPort, waitForHost: () => void) {
    this.#python = python;
    this.#port = port;
    this.#output = new Output((message) => {
      port.post(message);
      waitForHost();
    }, logBytes);
    this.sink = {
      write: (source, bytes) => this.#output.write(source, bytes),
      speak: (requestId) => this.#output.speak(requestId),
      stood: (details) => port.post({ ...(JSON.parse(details) as Stood), kind: "stood" }),
      step: (details, bytes) => port.post({ ...(JSON.parse(details) as StepDetails), kind: "step", bytes }),
      taken: () => port.post({ kind: "taken" }),
      result: (pythonType, text) => this.#answer({ kind: "result", text, pythonType }),
      answer: (kind, details, text) => {
        const told = JSON.parse(details) as Details;
        this.#answer(answerOf(kind, told, text), told);
      },
    };
  }

  take(message: HostMessage): void {
    switch (message.kind) {
      case "call":
      case "load":
        this.#begin(message);
        break;
      case "stop":
        this.#python.stop();
        break;
      case "terminate":
        this.#end();
        break;
      case "reply":
        this.#python.reply(message.letter);
        break;
      default:
        message satisfies never;
    }
  }

  #begin(request: CallRequest | LoadRequest): void {
    this.#callId = request.callId;
    this.#isInside = true;
    const leave = (): void => {
      this.#isInside = false;
      this.#tell();
    };
    const crash = (error: unknown): void => {
      // Python catches what Python raises: this is the end of the interpreter (os._exit, abort, a fatal error).
      this.#callId = request.callId;
      this.#answer({ kind: "crash", reason: `The interpreter ended: ${endOf(messageOf(error))}` });
    };
    try {
      const left = this.#run(request);
      if (left) return void left.catch(crash).then(leave);
    } catch (error) {
      crash(error);
    }
    leave();
  }

  #run(request: CallRequest | LoadRequest): Promise<void> | undefined {
    if (request.kind === "load") return this.#python.load();
    this.#output.begin(request.requestId);
    return this.#python.invoke(request.requestId, request.deadlineMs, request.event, request.isAudited);
  }

  #answer(answer: Answer, told: Pick<Details, "initMs" | "warnings" | "audit"> = NOTHING_MORE): void {
    if (this.#callId === undefined) return;
    this.#answered = {
      kind: "answer",
      callId: this.#callId,
      answer,
      warnings: told.warnings,
      memoryBytes: this.#python.memoryBytes(),
      ...(told.initMs !== null && { initDurationMs: told.initMs }),
      ...(told.audit && { audit: told.audit }),
    };
    this.#callId = undefined;
    this.#tell();
  }

  #tell(): void {
    if (this.#isInside || this.#answered === undefined) return;
    this.#output.flush();
    this.#port.post(this.#answered);
    this.#answered = undefined;
  }

  #end(): void {
    this.#output.begin(undefined);
    if (this.#python.terminate()) return;
    this.#output.flush();
    this.#port.post({ kind: "terminated" });
  }
}

const NOTHING_MORE = { initMs: null, warnings: [] } as const;

/** Where the thread's stack is smaller than Python's own, recursion in C ends the interpreter. */
function endOf(reason: string): string {
  const isOverflow = reason.includes("call stack");
  return isOverflow ? `${reason}: recursion in C, deeper than the stack of a worker of this browser` : reason;
}

export function messageOf(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown };
  return String(message ?? error);
}
