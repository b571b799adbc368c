import type { Network } from "../outbound/network.ts";
import { Outbound } from "../outbound/outbound.ts";
import type { LogMessage, OutcomeMessage, StoppedAtMessage } from "../wire/protocol.ts";
import { isWorkerMessage } from "../wire/worker-message.ts";
import type { Interpreter } from "./interpreter.ts";

/** Receives the messages of the worker of one instance, checks them, and calls the listener of each kind. */
export class Receiver {
  /** Of the latest call. */
  callId = 0;
  /** WebAssembly memory when the last call ended. */
  memoryBytes = 0;
  onLog: (message: LogMessage) => void;
  /** Gets the outcome of the latest call only. */
  onOutcome: (message: OutcomeMessage) => void = () => {};
  onStoppedAt: (message: StoppedAtMessage) => void = () => {};
  onTerminated: () => void = () => {};
  /** Whether the function's code was imported. */
  isImported = false;
  readonly #interpreter: Interpreter;
  readonly #onInvalid: () => void;
  readonly #outbound: Outbound;

  /** @param onInvalid is called for a message of unknown form. */
  constructor(
    interpreter: Interpreter,
    network: Network,
    onLog: (message: LogMessage) => void,
    onInvalid: () => void,
  ) {
    this.#interpreter = interpreter;
    this.onLog = onLog;
    this.#onInvalid = onInvalid;
    this.#outbound = new Outbound(network, interpreter, onInvalid);
    interpreter.worker.calls.onMessage((message) => this.#receive(message));
  }

  /** No call is under way any more. */
  rest(onLog: (message: LogMessage) => void): void {
    this.onLog = onLog;
    this.onOutcome = () => {};
  }

  /** Closes the exchanges that a call left open: they would keep the process alive. */
  closeExchanges(): void {
    this.#outbound.closeAll();
  }

  #receive(message: unknown): void {
    if (!isWorkerMessage(message)) {
      this.#onInvalid();
      return;
    }
    switch (message.kind) {
      case "log":
        this.onLog(message);
        this.#interpreter.takeLog();
        break;
      case "stopped-at":
        this.onStoppedAt(message);
        break;
      case "imported":
        this.isImported = true;
        break;
      case "terminated":
        this.onTerminated();
        break;
      case "outcome":
        this.#receiveOutcome(message);
        break;
      case "step":
      case "received":
        this.#outbound.receive(message);
        break;
      default:
        message satisfies never;
    }
  }

  #receiveOutcome(message: OutcomeMessage): void {
    if (message.callId !== this.callId) return;
    this.memoryBytes = message.memoryBytes;
    this.onOutcome(message);
  }
}
