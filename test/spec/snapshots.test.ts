import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contractRows } from "../contract/read.ts";
import { expected, type FunctionRow, functionOf, type Outcome, writtenLines } from "./contract-rows.ts";
import { useHost } from "./host.ts";

// In Node; a page has a store of its own.
const cache = mkdtempSync(join(tmpdir(), "pythonless-cache-"));
beforeAll(() => {
  process.env["PYTHONLESS_CACHE"] = cache;
});
afterAll(() => {
  delete process.env["PYTHONLESS_CACHE"];
  rmSync(cache, { recursive: true, force: true });
});

const host = useHost();
const FROZEN = { snapshot: "function" } as const;

const SOURCE = `
import logging, os, random, sqlite3, xml.dom.minidom
logging.getLogger().setLevel(logging.INFO)
print("imported")
loaded = {"stage": os.environ.get("STAGE"), "calls": 0}
def handler(event, context):
    loaded["calls"] += 1
    logging.info("called")
    return [loaded, random.random(), os.environ.get("STAGE"), os.getcwd(), sqlite3.sqlite_version[:1]]
`;

/** A function opened twice: what its call comes to each time. */
interface SnapshotRow extends FunctionRow {
  readonly first: Outcome;
  readonly later: Outcome;
}

describe('snapshot: "function"', () => {
  test.each(contractRows<SnapshotRow>("snapshots"))("$name ($section)", async (row) => {
    const { source, ...options } = functionOf(row);
    for (const { lines, value, report } of [row.first, row.later]) {
      const fn = await host.open(source, { ...FROZEN, ...options });
      const execution = await fn.execute();
      await fn.close();
      if (lines !== undefined) expect(writtenLines(execution.logs)).toEqual(lines);
      if (value !== undefined) expect(execution.value).toEqual(value);
      if (report !== undefined) expect(execution.report).toMatchObject(expected(report) as object);
      expect(execution.error).toBeUndefined();
    }
  });

  test("imports once, and starts later instances where the import ended", async () => {
    const environment = { STAGE: "frozen" };
    const first = await host.open(SOURCE, { ...FROZEN, environment });
    expect((await first.execute()).report.initDurationMs).toBeGreaterThan(0);
    await first.close();

    const random = new Set<unknown>();
    for (const requestId of ["later-1", "later-2"]) {
      const later = await host.open(SOURCE, { ...FROZEN, environment });
      const { value, report, logs } = await later.execute({}, { requestId });
      const [loaded, number, ...rest] = value as unknown[];
      expect([loaded, ...rest]).toEqual([{ stage: "frozen", calls: 1 }, "frozen", "/function/code", "3"]);
      expect(report).toMatchObject({ start: "cold" });
      expect(report.initDurationMs).toBeUndefined();
      const lines = logs.filter((log) => log.source === "stdout").map((log) => log.message);
      expect(lines).toEqual([expect.stringMatching(new RegExp(`^\\[INFO\\]\t.*\t${requestId}\tcalled$`))]);
      random.add(number);
      await later.close();
    }
    expect(random.size).toBe(2);
  });

  test.each([
    ["code", `${SOURCE}# changed`, {}],
    ["environment", SOURCE, { environment: { STAGE: "other" } }],
  ])("imports again when the %s is another", async (_what, source, options) => {
    const fn = await host.open(source, { ...FROZEN, ...options });
    expect((await fn.execute()).report.initDurationMs).toBeGreaterThan(0);
    await fn.close();
  });

  test.each([
    [
      "keeps a file open",
      "file = open('/function/code/main.py')",
      "it keeps a file open (/function/code/main.py)",
    ],
    ["writes a file", "open('/tmp/made', 'w').close()", "its import writes a file (/tmp/made)"],
    [
      "is called back by C",
      "import ctypes\ncalled = ctypes.CFUNCTYPE(None)(lambda: None)",
      "it loads a module in WebAssembly, or hands functions to C (ctypes)",
    ],
  ])(
    "names what cannot be frozen, and works without: a function that %s",
    async (_what, statement, reason) => {
      const source = `${statement}\ndef handler(event, context): return "fine"`;
      const first = await host.open(source, FROZEN);
      expect((await first.execute()).value).toBe("fine");
      await first.close();

      const second = await host.open(source, FROZEN);
      const warnings: string[] = [];
      for (let call = 0; call < 20 && warnings.length === 0; call += 1) {
        const { value, logs } = await second.execute();
        expect(value).toBe("fine");
        warnings.push(...logs.filter((log) => log.level === "WARN").map((log) => log.message));
      }
      await second.close();
      expect(warnings).toEqual([
        `The function cannot be frozen: ${reason}. It starts from the base snapshot.`,
      ]);
    },
  );

  test("holds functions of C that were found by name", async () => {
    const source = `
import ctypes
made = ctypes.pythonapi.PyFloat_FromDouble
made.restype, made.argtypes = ctypes.py_object, [ctypes.c_double]
other = ctypes.pythonapi.PyLong_FromLongLong
other.restype, other.argtypes = ctypes.py_object, [ctypes.c_longlong]
def handler(event, context): return [made(1.5), other(7)]`;
    const first = await host.open(source, FROZEN);
    expect((await first.execute()).value).toEqual([1.5, 7]);
    await first.close();
    const later = await host.open(source, FROZEN);
    const { value, report } = await later.execute();
    expect([value, report.initDurationMs]).toEqual([[1.5, 7], undefined]);
  });

  test("is made by two at once without harm", async () => {
    const source = `${SOURCE}# at once`;
    const fns = await Promise.all([1, 2].map(() => host.open(source, FROZEN)));
    await Promise.all(fns.map((fn) => fn.execute()));
    await Promise.all(fns.map((fn) => fn.close()));
    const later = await host.open(source, FROZEN);
    const { outcome, report } = await later.execute();
    expect([outcome, report.initDurationMs]).toEqual(["success", undefined]);
  });
});
