import type { ReceivedMessage, ReplyMessage, StepMessage, StepReply } from "../wire/protocol.ts";
import { REPLY_SLOT_BYTES } from "../wire/shared-memory.ts";
import { isStepMessage } from "../wire/step-message.ts";
import { Exchange } from "./exchange.ts";
import type { Network } from "./network.ts";
import { ReplySlot } from "./reply-slot.ts";

/** The connection to the worker. */
export interface Line {
  readonly shared: SharedArrayBuffer | undefined;
  readonly worker: { readonly calls: { post(message: ReplyMessage): void } };
}

/**
 * The network as one instance uses it. Its far side is wasm-bootstrap/pythonless/http/outbound.py.
 */
export class Outbound {
  readonly #network: Network;
  readonly #line: Line;
  readonly #distrust: () => void;
  readonly #replySlot: ReplySlot | undefined;
  readonly #exchanges = new Map<number, Exchange>();

  /** @param distrust is called for a step of unknown form. */
  constructor(network: Network, line: Line, distrust: () => void) {
    this.#network = network;
    this.#line = line;
    this.#distrust = distrust;
    this.#replySlot = line.shared && new ReplySlot(line.shared);
  }

  receive(message: StepMessage | ReceivedMessage): void {
    if (message.kind === "received") this.#replySlot?.fill();
    else if (isStepMessage(message)) void this.#take(message);
    else this.#distrust();
  }

  /** The call, or the instance, has ended: so do its exchanges. */
  closeAll(): void {
    for (const exchange of this.#exchanges.values()) exchange.close();
    this.#exchanges.clear();
  }

  async #take(message: StepMessage): Promise<void> {
    const reply = await this.#replyTo(message);
    if (reply === undefined) return;
    const frame = replyFrame(message.stepId, reply);
    if (message.isBlocking) this.#replySlot?.put(frame);
    else this.#line.worker.calls.post({ kind: "reply", frame });
    if (isLast(reply)) this.#end(message.step.exchangeId);
  }

  async #replyTo({ step, payload: bytes = NOTHING }: StepMessage): Promise<StepReply | undefined> {
    const exchange = this.#exchanges.get(step.exchangeId);
    switch (step.kind) {
      case "open": {
        const opened = new Exchange(step, bytes, this.#network);
        this.#exchanges.set(step.exchangeId, opened);
        return opened.opened();
      }
      case "send":
        return exchange?.send(bytes, step.isLast) ?? GONE;
      case "read":
        return exchange?.read() ?? GONE;
      case "close":
        this.#end(step.exchangeId);
        return undefined;
      default:
        return step satisfies never;
    }
  }

  #end(exchangeId: number): void {
    this.#exchanges.get(exchangeId)?.close();
    this.#exchanges.delete(exchangeId);
  }
}

const GONE: StepReply = { kind: "failure", failure: "reset", message: "the exchange has ended" };

const NOTHING = new Uint8Array();
const UTF_8 = new TextEncoder();

function isLast(reply: StepReply): boolean {
  return reply.kind === "failure" || (reply.kind !== "more" && reply.isLast);
}

/** As `StepReply` says. */
function replyFrame(stepId: number, reply: StepReply): Uint8Array {
  const { bytes, ...head } = { bytes: NOTHING, ...reply };
  const line = UTF_8.encode(`${JSON.stringify({ stepId, ...head })}\n`);
  if (line.length + bytes.length > REPLY_SLOT_BYTES) {
    const message = `the headers of the response have more than ${REPLY_SLOT_BYTES} bytes`;
    return replyFrame(stepId, { kind: "failure", failure: "failed", message });
  }
  const frame = new Uint8Array(line.length + bytes.length);
  frame.set(line);
  frame.set(bytes, line.length);
  return frame;
}
