import type { AsyncCall } from "../api/async.ts";
import type { CheckedOptions } from "../options/check-options.ts";
import { stackOf } from "../util/stack-of.ts";
import { concludeRaw, type EndedCall, type Job } from "./execute.ts";
import { type UnparsedExecution, withValue } from "./execution-value.ts";

/** The function of an asynchronous call. */
export interface AsyncHost {
  readonly call: (job: Job) => Promise<EndedCall>;
  readonly async: CheckedOptions["async"];
  /** Writes an error of the host's own code into the log of a call. */
  readonly report: (requestId: string, sentence: string) => void;
}

/** Makes an asynchronous call, again while it fails, and calls its destination (contract 7.8). Never rejects. */
export async function callAsync(
  host: AsyncHost,
  requestId: string,
  event: string | Uint8Array,
): Promise<void> {
  const { maxRetries } = host.async;
  const job = {
    requestId,
    event,
    // The client has had its response: closing its connection ends nothing.
    signal: undefined,
    isLogKept: true,
  };
  let attempts = 1;
  let execution = await attempt(host, job);
  while (isWorthAnother(execution) && attempts <= maxRetries) {
    attempts += 1;
    execution = await attempt(host, job);
  }
  callDestination(host, { event: eventValue(event), execution: withValue(execution), attempts });
}

async function attempt(host: AsyncHost, job: Job): Promise<UnparsedExecution> {
  return concludeRaw(await host.call(job));
}

/** The function failed. One that was closed, or has too many calls, would refuse the next attempt as well. */
function isWorthAnother({ outcome }: UnparsedExecution): boolean {
  return outcome === "error" || outcome === "timeout" || outcome === "crashed";
}

function eventValue(event: string | Uint8Array): unknown {
  return typeof event === "string" ? JSON.parse(event) : event;
}

/** Does not wait for the destination: `close()` must not hang on it. */
function callDestination({ async: policy, report }: AsyncHost, ended: AsyncCall): void {
  const name = ended.execution.outcome === "success" ? "onSuccess" : "onFailure";
  const destination = policy[name];
  const calling = async () => destination?.(ended);
  calling().catch((error: unknown) => {
    report(ended.execution.requestId, `async.${name} failed: ${stackOf(error)}`);
  });
}
