/** The kinds of calls, how many of 10,000 are of each, and what each must come to. */

/** Ordinary calls must not time out however busy the machine is; those that must, and the calls after them, have two seconds. */
const PATIENT_MS = 60_000;
const IMPATIENT_MS = 2_000;

/** The functions that are open all the time. */
export function openFunctions(createFunction, source, onLog) {
  const open = (entrypoint, executionTimeoutMs, scaling) =>
    createFunction({
      source: { "main.py": source },
      entrypoint,
      executionTimeoutMs,
      onLog,
      ...(scaling && { scaling }),
    });
  return {
    sync: open("main.sync", PATIENT_MS, { zoneInstancesLimit: 2 }),
    concurrent: open("main.concurrent", PATIENT_MS),
    http: open("main.http", PATIENT_MS),
    stopped: open("main.sync", IMPATIENT_MS),
    stoppedConcurrent: open("main.concurrent", IMPATIENT_MS),
    aborted: open("main.sync", PATIENT_MS),
    crashed: open("main.sync", PATIENT_MS),
  };
}

const BIG = "x".repeat(500_000);

export const KINDS = [
  { name: "sync", share: 4_300, run: executed("sync", "echo") },
  { name: "signal", share: 500, run: watched() },
  { name: "async", share: 1_500, run: executed("concurrent", "echo") },
  { name: "gather", share: 1_000, run: executed("concurrent", "gather") },
  { name: "print", share: 700, run: executed("sync", "print") },
  { name: "file", share: 100, run: executed("sync", "file") },
  { name: "big", share: 40, run: executed("sync", "echo", { payload: BIG }) },
  { name: "raise", share: 500, run: failed("sync", "raise", "HANDLER_RAISED") },
  { name: "raise-async", share: 300, run: failed("concurrent", "raise", "HANDLER_RAISED") },
  { name: "object", share: 100, run: failed("sync", "object", "RESULT_NOT_JSON") },
  { name: "fetch", share: 700, run: fetched() },
  { name: "raw", share: 200, run: fetchedRaw() },
  { name: "audit", share: 10, run: audited() },
  { name: "given-up", share: 20, run: givenUp() },
  { name: "after-stop", share: 20, run: executed("stopped", "echo") },
  { name: "after-stop-async", share: 20, run: executed("stoppedConcurrent", "gather") },
  { name: "after-crash", share: 20, run: executed("crashed", "print") },
  { name: "after-abort", share: 20, run: executed("aborted", "echo") },
  { name: "loop", share: 3, run: failed("stopped", "loop", "EXECUTION_TIMEOUT") },
  { name: "sleep", share: 2, run: failed("stopped", "sleep", "EXECUTION_TIMEOUT") },
  { name: "wait", share: 2, run: failed("stoppedConcurrent", "wait", "EXECUTION_TIMEOUT") },
  { name: "deaf", share: 2, run: failed("stoppedConcurrent", "deaf", "EXECUTION_TIMEOUT") },
  { name: "abort", share: 6, run: abortedDuring() },
  { name: "exit", share: 5, run: failed("crashed", "exit", "USER_CODE_CRASHED") },
  { name: "sys.exit", share: 4, run: failed("crashed", "sys.exit", "USER_CODE_CRASHED") },
  { name: "reopen", share: 6, run: reopened() },
];

export const isEcho = (nonce) => (execution, requestId) => {
  const { value, outcome, error } = execution;
  if (value?.nonce === nonce && value.requestId === requestId) return undefined;
  return `expected its own answer, got ${outcome} ${error?.stack ?? JSON.stringify(value)?.slice(0, 200)}`;
};

const hasCode =
  (code) =>
  ({ outcome, error }) =>
    error?.code === code ? undefined : `expected ${code}, got ${outcome} ${error?.stack ?? ""}`;

function executed(name, task, more = {}) {
  return ({ functions, ledger, nonce }) =>
    ledger.make(
      task,
      (requestId) => functions[name].execute({ task, nonce, ...more }, { requestId }),
      isEcho(nonce),
    );
}

function failed(name, task, code) {
  return ({ functions, ledger, nonce }) =>
    ledger.make(task, (requestId) => functions[name].execute({ task, nonce }, { requestId }), hasCode(code));
}

/** With a signal that lives as long as the run: whoever listens to it and does not stop is found. */
function watched() {
  return ({ functions, ledger, nonce, signal }) =>
    ledger.make(
      "signal",
      (requestId) => functions.sync.execute({ task: "echo", nonce }, { requestId, signal }),
      isEcho(nonce),
    );
}

function audited() {
  return ({ functions, ledger, nonce }) =>
    ledger.make(
      "audit",
      (requestId) => functions.sync.execute({ task: "echo", nonce }, { requestId, audit: true }),
      (execution, requestId) =>
        isEcho(nonce)(execution, requestId) ??
        (execution.audit.length > 0 ? JSON.stringify(execution.audit) : undefined),
    );
}

function fetched() {
  return ({ functions, ledger, nonce }) =>
    ledger.make(
      "fetch",
      async (requestId) => {
        const request = new Request(`http://localhost/?nonce=${nonce}`, {
          method: "POST",
          body: `body ${nonce}`,
        });
        const response = await functions.http.fetch(request, { requestId });
        return [response.status, response.headers.get("x-nonce"), await response.text()].join();
      },
      (told) => (told === `200,${nonce},body ${nonce}` ? undefined : `expected its own answer, got ${told}`),
    );
}

function fetchedRaw() {
  return ({ functions, ledger, nonce }) =>
    ledger.make(
      "raw",
      async (requestId) => {
        const request = new Request("http://localhost/?integration=raw", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ nonce }),
        });
        return (await functions.http.fetch(request, { requestId })).json();
      },
      (value, requestId) => isEcho(nonce)({ value }, requestId),
    );
}

/** Aborted while it waits for its turn, or before. */
function givenUp() {
  return ({ functions, ledger, nonce }) =>
    ledger.make(
      "given-up",
      (requestId) => {
        const controller = new AbortController();
        const answer = functions.concurrent.execute(
          { task: "wait", nonce },
          { requestId, signal: controller.signal },
        );
        controller.abort();
        return answer;
      },
      hasCode("ABORTED"),
    );
}

function abortedDuring() {
  return async ({ functions, ledger, nonce }) => {
    await functions.aborted.ready();
    await ledger.make(
      "abort",
      (requestId) =>
        functions.aborted.execute({ task: "loop", nonce }, { requestId, signal: AbortSignal.timeout(20) }),
      hasCode("ABORTED"),
    );
  };
}

/** A function of its own, closed at a moment that the nonce decides; the calls on it end with it or before. */
function reopened() {
  return async ({ open, ledger, nonce }) => {
    const fn = open();
    const calls = ["echo", "loop", "echo"].map((task) =>
      ledger.make(
        `closed-${task}`,
        (requestId) => fn.execute({ task, nonce }, { requestId }),
        (execution, requestId) =>
          task === "echo" && execution.outcome === "success"
            ? isEcho(nonce)(execution, requestId)
            : hasCode("FUNCTION_CLOSED")(execution),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, (nonce * 37) % 600));
    await fn.close();
    await Promise.all(calls);
  };
}

/** Twenty functions open at once, the last of them closed first. */
export async function manyAtOnce({ open, ledger }) {
  const fns = Array.from({ length: 20 }, open);
  const calls = fns.map((fn, nonce) =>
    ledger.make("many", (requestId) => fn.execute({ task: "echo", nonce }, { requestId }), isEcho(nonce)),
  );
  await Promise.all(calls);
  for (const fn of fns.reverse()) await fn.close();
}
