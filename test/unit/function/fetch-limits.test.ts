import { describe, expect, test, vi } from "vitest";
import type { Limits } from "../../../src/index.ts";
import { checkOptions } from "../../../src/options/check-options.ts";
import { contractRows } from "../../contract/read.ts";
import { resultMessage } from "../instance/fake-platform.ts";
import { open } from "./open-function.ts";

vi.mock("../../../src/platform/node/platform.ts", () => import("./fake-host.ts"));

interface LimitRow {
  readonly limits?: Limits;
  readonly integration?: "http" | "raw" | "async" | "invoke";
  /** Of the body, or of the JSON of the event of `invoke`. */
  readonly requestBytes?: number;
  readonly resultBytes?: number;
  readonly status?: number;
  readonly body?: string;
  readonly environmentBytes?: number;
  readonly refused?: string;
}

const rows = contractRows<LimitRow>("limits");

describe("the environment", () => {
  test.each(rows.filter((row) => row.environmentBytes))(
    "$name ($section)",
    ({ limits = {}, environmentBytes = 0, refused = "accepted" }) => {
      const environment = { NAME: "x".repeat(environmentBytes - "NAME".length) };
      const options = { source: {}, entrypoint: "main.handler", environment, limits };
      expect(outcomeOf(() => checkOptions(options))).toBe(refused);
    },
  );
});

describe("a call", () => {
  test.each(rows.filter((row) => row.integration === "invoke"))(
    "$name ($section)",
    async ({ limits = {}, requestBytes = 2, resultBytes = 2 }) => {
      const result = await answering(resultBytes, limits).invoke(textOf(requestBytes));
      expect(JSON.stringify(result)).toHaveLength(resultBytes);
    },
  );

  test.each(rows.filter((row) => row.status))(
    "$name ($section)",
    async ({ limits = {}, integration, requestBytes = 0, resultBytes = 2, status, body }) => {
      const request = new Request(`http://localhost/?integration=${integration}`, {
        method: "POST",
        headers: { "Content-Type": integration === "http" ? "text/plain" : "application/json" },
        body: requestBytes === 0 ? "" : JSON.stringify(textOf(requestBytes)),
      });
      const response = await answering(resultBytes, limits).fetch(request);
      expect(response.status).toBe(status);
      if (body !== undefined) expect(await response.text()).toBe(body);
    },
  );

  test("has an expectation in every row of the table", () => {
    const judged = rows.filter((row) => row.status ?? row.environmentBytes ?? row.integration === "invoke");
    expect(judged).toEqual(rows);
  });
});

/** A function whose result weighs so much; `{}` where HTTP wants an envelope. */
function answering(resultBytes: number, limits: Limits) {
  const text = resultBytes === 2 ? "{}" : JSON.stringify(textOf(resultBytes));
  return open({ onCall: ({ callId }, worker) => worker.post(resultMessage(text, { callId })) }, { limits });
}

/** A text whose JSON weighs so much. */
function textOf(jsonBytes: number): string {
  return "x".repeat(jsonBytes - 2);
}

function outcomeOf(act: () => unknown): string {
  try {
    act();
    return "accepted";
  } catch (error) {
    return (error as Error).message;
  }
}
