import { onTestFinished } from "vitest";
import { createFunction } from "../../src/function.ts";
import type { CallRequest } from "../../src/protocol.ts";
import type { CloudFunction, FunctionOptions } from "../../src/types.ts";
import { setPlatform } from "./fake-host.ts";
import { type FakeWorker, fakePlatform, type Plan, resultMessage } from "./host/fake-platform.ts";

const SOURCE = { "main.py": "def handler(event, context): pass" };

/** Those of the function that was opened last, in the order in which they were started. */
export let workers: FakeWorker[] = [];

/** A function on fake workers, in a test file that replaces src/host/node.ts by fake-host.ts. */
export function open(plan: Plan = { onCall: echo }, options: Partial<FunctionOptions> = {}): CloudFunction {
  const platform = fakePlatform(plan);
  setPlatform(platform);
  workers = platform.workers;
  const fn = createFunction({ source: SOURCE, entrypoint: "main.handler", ...options });
  // Also ends the spare, which would go to the next test.
  onTestFinished(() => fn.close());
  return fn;
}

/** Answers with the event. */
export function echo({ event, callId }: CallRequest, worker: FakeWorker): void {
  worker.post(resultMessage(event as string, { callId }));
}

export function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}
