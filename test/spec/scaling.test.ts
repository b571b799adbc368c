import { describe, expect, test } from "vitest";
import { useHost } from "./host.ts";

const host = useHost();

/** Tells instances apart by what they import once. */
const WHO = `
import asyncio, random, secrets, tempfile, uuid
me = [random.random(), secrets.token_hex(8), str(uuid.uuid4()), tempfile.mktemp()]
print("imported")
async def handler(event, context):
    await asyncio.sleep(event or 0)
    return me
`;

describe("instances", () => {
  test("are added while calls wait, up to the limit", async () => {
    const fn = await host.open(WHO, { scaling: { zoneInstancesLimit: 2 } });
    const executions = await fn.executeAll([0.3, 0.3, 0.3, 0.3]);
    const instances = new Set(executions.map((execution) => JSON.stringify(execution.value)));
    expect(instances.size).toBe(2);
    expect(executions.filter((execution) => execution.report.start === "cold")).toHaveLength(2);
  });

  test("differ in all that is random, however many there are", async () => {
    const fns = await Promise.all(Array.from({ length: 6 }, () => host.open(WHO)));
    const values = await Promise.all(fns.map(async (fn) => (await fn.execute(0)).value as unknown[]));
    for (const kind of [0, 1, 2, 3]) {
      expect(new Set(values.map((value) => value[kind])).size).toBe(6);
    }
  });

  test("that are provisioned have imported the code ahead of the first call", async () => {
    const fn = await host.open(WHO, { scaling: { provisionedInstances: 1 } });
    const { report, logs } = await fn.execute(0);
    expect(report).toMatchObject({ start: "warm" });
    expect(report.initDurationMs).toBeUndefined();
    expect(logs.map((log) => log.message)).not.toContain("imported");
  });

  test("that are provisioned tell of a broken import in the first call", async () => {
    const fn = await host.open("1 / 0", { scaling: { provisionedInstances: 1 } });
    expect(await fn.execute()).toMatchObject({ outcome: "error", error: { code: "IMPORT_FAILED" } });
  });
});

describe("calls beyond the limit", () => {
  test("are refused, with 429 over HTTP, and the others are answered", async () => {
    const fn = await host.open(WHO, { scaling: { zoneRequestsLimit: 2 } });
    const executions = await fn.executeAll([0.1, 0.1, 0.1]);
    expect(executions.map((execution) => execution.outcome)).toEqual(["success", "success", "rejected"]);
    expect(executions[2]).toMatchObject({
      error: { code: "TOO_MANY_CALLS" },
      logs: [
        {
          level: "ERROR",
          message: expect.stringMatching(
            /^ERROR RequestID: \S+ Code: 429 Message: No node can serve the request: Concurrent requests exceeded$/,
          ),
        },
      ],
    });
  });
});
