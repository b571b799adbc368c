/** Compiled, not run: what a user's code says about our types. */
import {
  type AuditFinding,
  type CloudFunction,
  createFunction,
  type ErrorCode,
  type Execution,
  events,
  FunctionError,
  type LogRecord,
  type StoppedBy,
  type TimerEvent,
} from "pythonless";
import { events as sameEvents } from "pythonless/events";
import { type FunctionServer, serve } from "pythonless/node";

export async function callAll(request: Request, signal: AbortSignal): Promise<string> {
  const logs: LogRecord[] = [];
  await using fn: CloudFunction = createFunction({
    source: { "main.py": "def handler(event, context):\n    return event" },
    entrypoint: "main.handler",
    environment: { GREETING: "Hello" },
    executionTimeoutMs: 3_000,
    onLog: (record) => logs.push(record),
  });
  await fn.ready();
  const execution: Execution = await fn.execute({ name: "World" }, { signal });
  const response: Response = await fn.fetch(request, { sourceIp: "127.0.0.1" });
  return `${execution.report.billedDurationMs} ${response.status} ${await response.text()}`;
}

export async function unknownUntilChecked(fn: CloudFunction): Promise<number> {
  const value = await fn.invoke([1, 2, 3]);
  // @ts-expect-error the result is `unknown`, never `any`
  const length: number = value.length;
  return length;
}

export async function leaksOf(fn: CloudFunction): Promise<readonly string[]> {
  const { audit = [] } = await fn.execute({}, { audit: true });
  return audit.map(placeOf);
}

/** A union on `kind`: the compiler knows when all are seen. */
function placeOf(finding: AuditFinding): string {
  switch (finding.kind) {
    case "global":
    case "variable":
    case "logger":
    case "setting":
    case "patch":
    case "task":
      return finding.name;
    case "workingDirectory":
      return finding.after;
    case "file":
    case "openFile":
      return finding.path;
    case "unseen":
      return finding.what;
    default:
      return finding satisfies never;
  }
}

// @ts-expect-error invoke() gives the result alone
export const unaudited = (fn: CloudFunction) => fn.invoke({}, { audit: true });

export function codeOf(error: unknown): ErrorCode | undefined {
  return error instanceof FunctionError ? error.code : undefined;
}

/** `outcome` decides between value and error. */
export function described(execution: Execution): string {
  switch (execution.outcome) {
    case "success":
      return execution.text;
    case "timeout":
    case "aborted":
      return stopDescribed(execution.error.stoppedBy);
    case "error":
    case "crashed":
    case "rejected":
      return execution.error.code;
    default:
      return execution satisfies never;
  }
}

const stopDescribed = (stoppedBy: StoppedBy | undefined): string => stoppedBy ?? "it waited";

// @ts-expect-error only pythonless creates them
export const forged = () => new FunctionError();

export const timers: readonly TimerEvent[] = [events.timer(), events.timer({ messages: [{ body: "a" }] })];

// @ts-expect-error what no event has is found by the compiler too
export const misnamed = () => events.messageQueue({ messages: [{ text: "hello" }] });

export const cron = sameEvents.timer({ body: "nightly" }) satisfies TimerEvent;

export const served = (fn: CloudFunction): Promise<FunctionServer> => serve(fn, { port: 0 });

export const reasonOf = () =>
  events.websocket({ eventType: "DISCONNECT", disconnectReason: "gone" }).requestContext.disconnectReason;

// @ts-expect-error options that do not exist are found by the compiler
export const misspelt = () => createFunction({ source: ".", entrypoint: "main.handler", timeout: 3 });

// @ts-expect-error so are those that are missing
export const incomplete = () => createFunction({ source: "." });
