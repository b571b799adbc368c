import type { Network } from "../outbound/network.ts";
import { Outbound } from "../outbound/outbound.ts";
import type { AnswerMessage, LogMessage, StoppedAtMessage } from "../wire/protocol.ts";
import { isWorkerMessage } from "../wire/worker-message.ts";
import type { Interpreter } from "./interpreter.ts";

/** What the worker of one instance says, brought to whom it concerns. */
export class Inbox {
  /** Of the latest call. */
  callId = 0;
  /** WebAssembly memory when the last call ended. */
  memoryBytes = 0;
  onLog: (message: LogMessage) => void;
  /** Gets the answer to the latest call only. */
  onAnswer: (message: AnswerMessage) => void = () => {};
  onStoppedAt: (message: StoppedAtMessage) => void = () => {};
  onTerminated: () => void = () => {};
  readonly #interpreter: Interpreter;
  readonly #onUnknown: () => void;
  readonly #outbound: Outbound;

  /** @param onUnknown is called when something comes whose form is unknown. */
  constructor(
    interpreter: Interpreter,
    network: Network,
    onLog: (message: LogMessage) => void,
    onUnknown: () => void,
  ) {
    this.#interpreter = interpreter;
    this.onLog = onLog;
    this.#onUnknown = onUnknown;
    this.#outbound = new Outbound(network, interpreter, onUnknown);
    interpreter.worker.calls.onMessage((message) => this.#receive(message));
  }

  /** No call is under way any more. */
  rest(onLog: (message: LogMessage) => void): void {
    this.onLog = onLog;
    this.onAnswer = () => {};
  }

  /** Closes the exchanges that a call left open: they would keep the process alive. */
  closeExchanges(): void {
    this.#outbound.closeAll();
  }

  #receive(message: unknown): void {
    if (!isWorkerMessage(message)) {
      this.#onUnknown();
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
      case "terminated":
        this.onTerminated();
        break;
      case "answer":
        this.#receiveAnswer(message);
        break;
      case "step":
      case "received":
        this.#outbound.receive(message);
        break;
      default:
        message satisfies never;
    }
  }

  #receiveAnswer(message: AnswerMessage): void {
    if (message.callId !== this.callId) return;
    this.memoryBytes = message.memoryBytes;
    this.onAnswer(message);
  }
}
