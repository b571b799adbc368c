import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderRecord } from "../../../src/cli/log.ts";
import { run } from "../../../src/cli/run.ts";
import { type FunctionOptions, jsonText, type LogRecord } from "../../../src/index.ts";
import { contractRows } from "../../contract/read.ts";
import { fakeFunction, fakeTerminal, record, stream, success } from "./fake-terminal.ts";

interface CommandRow {
  /** `FILE` stands for a file with the content `file`. */
  readonly arguments: readonly string[];
  readonly file?: string;
  readonly stdin?: string;
  /** The event that the function gets: JSON text passed on unread, or a string. */
  readonly json?: string;
  readonly event?: string;
  /** What Python wrote, to be printed. */
  readonly result?: string;
  /** Some of the options that the function is made with. */
  readonly options?: Partial<FunctionOptions>;
}

interface RenderingRow {
  readonly record: Partial<LogRecord>;
  readonly lines: readonly string[];
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pythonless-cli-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the command line", () => {
  test.each(contractRows<CommandRow>("command-line"))("$name ($section)", async (row) => {
    const path = join(folder, "event.json");
    if (row.file !== undefined) await writeFile(path, row.file);
    const { result = "null" } = row;
    const fn = fakeFunction();
    const terminal = fakeTerminal({
      stdin: stream(...(row.stdin === undefined ? [] : [row.stdin])),
      createFunction: () => ({
        ...fn,
        execute: async (event) => {
          fn.events.push(event);
          return success(result);
        },
      }),
    });
    const argv = row.arguments.map((argument) => argument.replace("FILE", path));
    expect([await run(argv, terminal), terminal.err()]).toEqual([0, ""]);
    expect(terminal.out()).toBe(`${result}\n`);
    if (row.json !== undefined) expect(fn.events).toEqual([jsonText(row.json)]);
    if (row.event !== undefined) expect(fn.events).toEqual([row.event]);
    if (row.options !== undefined) expect(terminal.created[0]).toMatchObject(row.options);
  });
});

describe("a record of the log", () => {
  test.each(contractRows<RenderingRow>("log-rendering"))("$name ($section)", ({ record: told, lines }) => {
    expect(renderRecord(record(told), { colour: false }).split("\n")).toEqual(lines);
  });
});
