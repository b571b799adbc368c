import { describe, expect, test } from "vitest";
import { useHost } from "./host.ts";

const host = useHost();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("the log of a call", () => {
  test("is START, the function's lines, END and REPORT, in memory and through onLog", async () => {
    const fn = await host.open(
      "import sys\ndef handler(event, context):\n    print('one\\ntwo')\n    print('three', file=sys.stderr)\n    sys.stdout.write('no line end')\n    return 1",
    );
    const { logs, requestId } = await fn.execute({});
    expect(requestId).toMatch(UUID);
    expect(
      logs.map(({ source, level, message }) => [
        source,
        level,
        message.replace(/(REPORT RequestID: \S+).*/, "$1"),
      ]),
    ).toEqual([
      ["system", "INFO", `START RequestID: ${requestId} Version: d4eversion0000000000`],
      ["stdout", undefined, "one"],
      ["stdout", undefined, "two"],
      ["stderr", undefined, "three"],
      ["stdout", undefined, "no line end"],
      ["system", "INFO", `END RequestID: ${requestId}`],
      ["system", "INFO", `REPORT RequestID: ${requestId}`],
    ]);
    expect(
      logs.every((log) => log.requestId === requestId && Math.abs(log.timestamp - Date.now()) < 60_000),
    ).toBe(true);
    expect(await fn.heard()).toEqual(logs);
  });

  test("reports real numbers", async () => {
    const fn = await host.open("import time\ndef handler(event, context): time.sleep(0.05)", {
      memoryMb: 256,
    });
    const { logs, report } = await fn.execute({});
    expect(report.durationMs).toBeGreaterThanOrEqual(50);
    expect(report.billedDurationMs).toBe(Math.ceil(report.durationMs / 100) * 100);
    expect(report.maxMemoryUsedMb).toBeGreaterThan(10);
    expect(logs.at(-1)?.message).toMatch(
      /^REPORT RequestID: \S+ Duration: \d+\.\d{3} ms Billed Duration: \d+00 ms Memory Size: 256 MB Max Memory Used: \d+ MB Queuing Duration: \d+\.\d{3} ms Function Init Duration: \d+\.\d{3} ms$/,
    );
    const warm = await fn.execute({});
    expect(warm.logs.at(-1)?.message).not.toContain("Function Init Duration");
  });

  test("takes structured lines apart", async () => {
    const fn = await host.open(
      'def handler(event, context): print(\'{"message": "m", "level": "WARN", "stream_name": "s", "order": 17}\')',
    );
    const { logs } = await fn.execute({});
    expect(logs[1]).toMatchObject({ level: "WARN", message: "m", streamName: "s", payload: { order: 17 } });
  });

  test("leaves structured lines alone when STRUCTURED_LOGGING is false", async () => {
    const fn = await host.open('def handler(event, context): print(\'{"message": "m"}\')', {
      environment: { STRUCTURED_LOGGING: "false" },
    });
    const { logs } = await fn.execute({});
    expect(logs[1]).toMatchObject({ message: '{"message": "m"}' });
  });

  test("holds megabytes of lines, in order, and never mixes them with results", async () => {
    const fn = await host.open(
      "def handler(event, context):\n    for number in range(20_000):\n        print(number, 'x' * 100)\n    print('{\"kind\": \"answer\"}')\n    return 'the result'",
      { executionTimeoutMs: 20_000 },
    );
    const { logs, value } = await fn.execute({});
    expect(value).toBe("the result");
    expect(logs).toHaveLength(20_004);
    expect(logs[20_000]?.message).toBe(`19999 ${"x".repeat(100)}`);
  });

  test("warns of a result that is None", async () => {
    const fn = await host.open("def handler(event, context): pass");
    const { outcome, text, logs } = await fn.execute({});
    expect([outcome, text]).toEqual(["success", "null"]);
    expect(logs.filter((log) => log.level === "WARN")).toHaveLength(1);
  });
});

describe("the root logger", () => {
  test("writes its documented lines, with the id of the call", async () => {
    const fn = await host.open(
      "import logging\nlogging.warning('at import')\nlogging.basicConfig(level=logging.DEBUG, format='changed')\ndef handler(event, context):\n    logging.info('not shown')\n    logging.getLogger('foreign').error('shown %d', 1)",
    );
    const { logs, requestId } = await fn.execute({});
    const lines = logs.filter((log) => log.source === "stdout").map((log) => log.message.split("\t"));
    expect(lines).toEqual([
      [
        "[WARNING]",
        expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        requestId,
        "at import",
      ],
      ["[ERROR]", expect.any(String), requestId, "shown 1"],
    ]);
  });

  test("takes the documented change of format", async () => {
    const fn = await host.open(
      "import logging\nlogging.getLogger().setLevel(logging.DEBUG)\nlogging.getLogger().handlers[0].setFormatter(logging.Formatter('[%(levelname)s]\\t%(name)s\\t%(request_id)s\\t%(message)s\\n'))\ndef handler(event, context): logging.getLogger('mine').debug('hello')",
    );
    const { logs, requestId } = await fn.execute({});
    expect(logs[1]?.message).toBe(`[DEBUG]\tmine\t${requestId}\thello`);
  });
});
