import { describe, expect, test, vi } from "vitest";
import type { Execution, FetchOptions } from "../../../src/index.ts";
import type { Plan } from "../instance/fake-platform.ts";
import { echo, open } from "./open-function.ts";

vi.mock("../../../src/platform/node/platform.ts", () => import("./fake-host.ts"));

const RAW = "http://localhost/?integration=raw";
const post = (url: string, body: string): Request =>
  new Request(url, { method: "POST", headers: { "Content-Type": "application/json" }, body });

/** The answer to a request, and the execution behind it. */
async function told(request: Request, plan?: Plan, options: FetchOptions = {}) {
  const executions: Execution[] = [];
  const fn = open(plan);
  const response = await fn.fetch(request, { ...options, onExecution: (each) => executions.push(each) });
  return { response, executions };
}

describe("onExecution", () => {
  test("is told of the call before fetch() resolves: its value, its log, its figures", async () => {
    const { executions } = await told(post(RAW, '{"a": 1}'), { onCall: echo }, { requestId: "one" });
    expect(executions).toMatchObject([
      { requestId: "one", outcome: "success", value: { a: 1 }, text: '{"a": 1}', report: { start: "cold" } },
    ]);
    const lines = executions[0]?.logs.map(({ message }) => message);
    expect([lines?.at(0), lines?.at(-1)]).toEqual([
      expect.stringMatching(/^START RequestID: one /),
      expect.stringMatching(/^REPORT RequestID: one /),
    ]);
  });

  test("is told of the error that the answer hides", async () => {
    const { response, executions } = await told(post(RAW, "{}"), {
      onCall: (_, worker) => worker.die("the process ran out of luck"),
    });
    expect(response.status).toBe(502);
    expect(executions).toMatchObject([{ outcome: "crashed", error: { code: "USER_CODE_CRASHED" } }]);
  });

  test.each([
    ["a request over the limit", () => post(RAW, "x".repeat(3_670_017)), 413],
    ["an asynchronous call", () => post("http://localhost/?integration=async", "{}"), 202],
  ])("is not called for %s", async (_, request, status) => {
    const { response, executions } = await told(request(), { onCall: echo });
    expect([response.status, executions]).toEqual([status, []]);
  });

  test("has to be a function", async () => {
    const options = { onExecution: "log" } as never;
    await expect(open().fetch(new Request("http://localhost/"), options)).rejects.toThrow(
      'onExecution: expected a function, got "log" (string).',
    );
  });
});
