import { onTestFinished } from "vitest";
import type { CloudFunction } from "../../../src/api/cloud-function.ts";
import type { FunctionOptions } from "../../../src/api/options.ts";
import { createFunction } from "../../../src/function/create-function.ts";
import type { CallRequest } from "../../../src/wire/protocol.ts";
import { type FakeWorker, fakePlatform, type Plan, resultMessage } from "../instance/fake-platform.ts";
import { setPlatform } from "./fake-host.ts";

const SOURCE = { "main.py": "def handler(event, context): pass" };

/** Those of the function that was opened last, in the order in which they were started. */
export let workers: FakeWorker[] = [];

/** A function on fake workers, in a test file that replaces src/platform/node/platform.ts by fake-host.ts. */
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
