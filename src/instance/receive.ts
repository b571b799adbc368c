import type { Network } from "../outbound/network.ts";
import type { Outbound } from "../outbound/outbound.ts";
import type {
  AnswerMessage,
  LogMessage,
  ReceivedMessage,
  StepMessage,
  StoppedAtMessage,
} from "../wire/protocol.ts";
import type { Control } from "./control.ts";
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
  /** Loaded with Comlink. */
  isWorkerMessage: Control["isWorkerMessage"] | undefined;
  readonly #interpreter: Interpreter;
  readonly #network: Network;
  readonly #onUnknown: () => void;
  /** Once the function has reached out. */
  #outbound: Promise<Outbound> | undefined;

  /** @param onUnknown is called when something comes whose form is unknown. */
  constructor(
    interpreter: Interpreter,
    network: Network,
    onLog: (message: LogMessage) => void,
    onUnknown: () => void,
  ) {
    this.#interpreter = interpreter;
    this.#network = network;
    this.onLog = onLog;
    this.#onUnknown = onUnknown;
    interpreter.worker.calls.onMessage((message) => this.#receive(message));
  }

  /** No call is under way any more. */
  rest(onLog: (message: LogMessage) => void): void {
    this.onLog = onLog;
    this.onAnswer = () => {};
  }

  /** What a call leaves open would keep the process alive. */
  hangUp(): void {
    void this.#outbound?.then((outbound) => outbound.hangUp());
  }

  #receive(message: unknown): void {
    if (!this.isWorkerMessage?.(message)) {
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
        this.#reachOut(message);
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

  #reachOut(message: StepMessage | ReceivedMessage): void {
    this.#outbound ??= import("../outbound/outbound.ts").then(
      ({ Outbound }) => new Outbound(this.#network, this.#interpreter, this.#onUnknown),
    );
    void this.#outbound.then((outbound) => outbound.receive(message));
  }
}
