import { Instance } from "../../../src/instance/instance.ts";
import { Interpreter } from "../../../src/instance/interpreter.ts";
import type { Network } from "../../../src/outbound/network.ts";
import { fetchCapabilities } from "../../../src/platform/node/fetch-capabilities.ts";
import type { PrepareRequest } from "../../../src/wire/protocol.ts";
import { fakePlatform, type Plan } from "./fake-platform.ts";

export const PREPARE = { files: {}, settings: { sandbox: true } } as unknown as PrepareRequest;
export const NETWORK: Network = { fetch: false, token: null, capabilities: fetchCapabilities };
export const CALL = { kind: "call", requestId: "r1", deadlineMs: 5, event: "{}" } as const;
export const LIMITS = { timeoutMs: 5_000, signal: undefined };
export const ignore = () => {};

/** An instance that has booted, and its worker. */
export async function ready(plan: Plan) {
  const platform = fakePlatform(plan);
  const instance = new Instance(new Interpreter(platform), PREPARE, NETWORK);
  await instance.ready();
  const worker = platform.workers[0];
  if (worker === undefined) throw new Error("no worker was started");
  return { instance, worker };
}
