import type {
  CallOutcome,
  CallRequest,
  HostMessage,
  LoadRequest,
  OutcomeMessage,
  PrepareRequest,
} from "../wire/protocol.ts";
import type { CallPort } from "./call-port.ts";
import { type OutcomeDetails, outcomeOf } from "./outcome.ts";
import { Output } from "./output.ts";
import type { Emit, Payload, Python } from "./python.ts";

/** Makes the interpreter the instance of one function, and serves its calls from then on. */
export function serveCalls(
  python: Python,
  request: PrepareRequest,
  port: CallPort,
  waitForHost: () => void,
): void {
  const calls = new Calls(python, request.limits.logBytes, port, waitForHost);
  python.prepare(request, calls.emit);
  port.onMessage((message) => calls.take(message));
}

/** The calls of one instance, one at a time: requests of the host, and messages of Python. */
class Calls {
  readonly #python: Python;
  readonly #port: CallPort;
  readonly #output: Output;
  /** Of the running call, until it has an outcome. */
  #callId: number | undefined;
  /**
   * Python may end the interpreter on its way out of a call (finalizers run code of the function). That ends this call, not
   * the next one, so the outcome is posted when Python has come back.
   */
  #isInside = false;
  #pending: OutcomeMessage | undefined;

  constructor(python: Python, logBytes: number, port: CallPort, waitForHost: () => void) {
    this.#python = python;
    this.#port = port;
    this.#output = new Output((message) => {
      port.post(message);
      waitForHost();
    }, logBytes);
  }

  /** Handles the messages that concern the calls and their output, and passes the others on to the host, which checks them. */
  readonly emit: Emit = (kind, json, payload) => {
    switch (kind) {
      case "stdout":
      case "stderr":
        this.#output.write(kind, bytesOf(payload));
        break;
      case "speaker":
        this.#output.setSpeaker(json);
        break;
      case "result":
      case "fault":
      case "crash":
      case "stopped": {
        if (json === "") {
          // Nearly every result: there is nothing to say beside it.
          this.#finish({ kind: "result", text: textOf(payload) });
        } else {
          const details = JSON.parse(json) as OutcomeDetails;
          this.#finish(outcomeOf(kind, details, textOf(payload)), details);
        }
        break;
      }
      default:
        this.#pass(kind, json, payload);
    }
  };

  take(message: HostMessage): void {
    switch (message.kind) {
      case "call":
      case "load":
        this.#begin(message);
        break;
      case "reply":
        void this.#python.send(message.kind, "", message.frame);
        break;
      case "terminate":
        // Lines that are written now belong to no call.
        this.#output.begin(undefined);
        void this.#python.send(message.kind, "");
        break;
      case "stop":
        void this.#python.send(message.kind, "");
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
      this.#postPending();
    };
    const crash = (error: unknown): void => {
      // Python catches its own exceptions: this is the end of the interpreter (os._exit, abort, a fatal error).
      this.#callId = request.callId;
      this.#finish({ kind: "crash", reason: `The interpreter ended: ${endOf(messageOf(error))}` });
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
    if (request.kind === "load") return this.#python.send(request.kind, "");
    const { kind, requestId, deadlineMs, event, isAudited } = request;
    this.#output.begin(requestId);
    if (!isAudited) return this.#python.call(requestId, deadlineMs, event);
    return this.#python.send(kind, JSON.stringify({ requestId, deadlineMs, isAudited }), event);
  }

  #finish(
    outcome: CallOutcome,
    details: Pick<OutcomeDetails, "initMs" | "warnings" | "audit"> = NOTHING_MORE,
  ): void {
    if (this.#callId === undefined) return;
    this.#pending = {
      kind: "outcome",
      callId: this.#callId,
      outcome,
      warnings: details.warnings,
      memoryBytes: this.#python.memoryBytes(),
      ...(details.initMs !== null && { initDurationMs: details.initMs }),
      ...(details.audit && { audit: details.audit }),
    };
    this.#callId = undefined;
    this.#postPending();
  }

  #postPending(): void {
    if (this.#isInside || this.#pending === undefined) return;
    this.#output.flush();
    this.#port.post(this.#pending);
    this.#pending = undefined;
  }

  #pass(kind: string, json: string, payload: Payload): void {
    // The last lines of an instance come before its last word.
    if (kind === "terminated") this.#output.flush();
    const details = json === "" ? undefined : (JSON.parse(json) as object);
    this.#port.post({ ...details, kind, ...(payload !== undefined && { payload }) });
  }
}

const NOTHING_MORE = { initMs: null, warnings: [] } as const;
const NO_BYTES = new Uint8Array();

function textOf(payload: Payload): string {
  return typeof payload === "string" ? payload : "";
}

function bytesOf(payload: Payload): Uint8Array {
  return typeof payload === "object" ? payload : NO_BYTES;
}

/** Where the thread's stack is smaller than Python's own, recursion in C ends the interpreter. */
function endOf(reason: string): string {
  const isOverflow = reason.includes("call stack");
  return isOverflow ? `${reason}: recursion in C, deeper than the stack of a worker of this browser` : reason;
}

export function messageOf(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown };
  return String(message ?? error);
}
