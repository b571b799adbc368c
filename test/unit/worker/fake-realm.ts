import { onTestFinished } from "vitest";
import type {
  Assets,
  CallRequest,
  LoadRequest,
  OutcomeMessage,
  PrepareRequest,
  WorkerMessage,
} from "../../../src/wire/protocol.ts";
import { VERSION } from "../../../src/wire/version.ts";
import type { Emit, Python } from "../../../src/worker/python.ts";
import { createSession } from "../../../src/worker/session.ts";

const ASSETS = { standardLibrary: new Uint8Array([1]) } as unknown as Assets;
export const START = { version: VERSION, assets: ASSETS };
export const PREPARE = {
  files: {},
  settings: { entryPoint: "main.handler" },
  limits: { logBytes: 1_000 },
} as unknown as PrepareRequest;
export const CALL: CallRequest = {
  kind: "call",
  callId: 5,
  requestId: "r1",
  deadlineMs: 7,
  event: '{"a":1}',
};
export const DETAILS = { traceback: "", initMs: null, warnings: [], hint: null };

export const ignore = () => {};

/** Python's part of a call, or of another message of the host: the kind first, then what came with it. */
export type Work = (emit: Emit, message: readonly unknown[]) => unknown;

/** A realm whose Python does `work`, and says its memory is 99 bytes. */
export function realmOf(work: Work, prepare: Python["prepare"] = () => {}, warning?: string) {
  let emit: Emit = ignore;
  const python: Python = {
    prepare(request, given) {
      emit = given;
      prepare(request, given);
    },
    call: (...message) => work(emit, ["call", ...message]) as Promise<void> | undefined,
    send: (...message) => work(emit, message) as Promise<void> | undefined,
    memoryBytes: () => 99,
    isFrozenFunction: false,
    warning,
  };
  return async () => ({
    startPython: async () => python,
    makeSnapshot: async () => new Uint8Array([7]),
    freezeFunction: async () => ({ kind: "frozen" as const, image: new Uint8Array([8]) }),
  });
}

/** What the host hears of one call, until its answer. */
export async function messagesOf(
  work: Work,
  request: CallRequest | LoadRequest = CALL,
): Promise<WorkerMessage[]> {
  const session = createSession(realmOf(work));
  await session.start(START);
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  await session.prepare(PREPARE, port2);
  return new Promise((resolve) => {
    const messages: WorkerMessage[] = [];
    port1.onmessage = ({ data }) => {
      messages.push(data);
      if (data.kind === "outcome") resolve(messages);
    };
    port1.postMessage(request);
  });
}

export async function answerOf(work: Work, request?: CallRequest | LoadRequest): Promise<OutcomeMessage> {
  return (await messagesOf(work, request)).at(-1) as OutcomeMessage;
}

export function write(emit: Emit, source: "stdout" | "stderr", text: string): void {
  emit(source, "", new TextEncoder().encode(text));
}
