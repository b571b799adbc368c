import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { run } from "../../../src/cli/run.ts";
import { events } from "../../../src/index.ts";
import { fakeFunction, fakeTerminal, stream } from "./fake-terminal.ts";

async function runThat(argv: readonly string[], stdin = stream()) {
  const fn = fakeFunction();
  const terminal = fakeTerminal({ createFunction: () => fn, stdin });
  const exitCode = await run(argv, terminal);
  return {
    exitCode,
    out: terminal.out(),
    err: terminal.err(),
    created: terminal.created,
    event: fn.events[0],
  };
}

async function fileWith(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pythonless-cli-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "with.json"), text);
  return join(folder, "with.json");
}

describe("pythonless event", () => {
  test("prints an event as JSON, two blanks a level", async () => {
    const { exitCode, out, err } = await runThat(["event", "monitoring-alert", "--with", '{"status": "OK"}']);
    expect(out).toBe(`${JSON.stringify(events.monitoringAlert({ status: "OK" }), null, 2)}\n`);
    expect([exitCode, err]).toEqual([0, ""]);
  });

  test("takes several messages", async () => {
    const { out } = await runThat(["event", "data-streams", "--with", '{"messages": [{"a": 1}, {"a": 2}]}']);
    expect(JSON.parse(out)).toEqual({ messages: [{ a: 1 }, { a: 2 }] });
  });

  test("takes what is to be in it from a file and from stdin", async () => {
    const path = await fileWith('{"body": "hi"}');
    const fromFile = await runThat(["event", "telegram", "--with", `@${path}`]);
    expect(JSON.parse(fromFile.out)).toMatchObject({ message: { text: "hi" } });
    const fromStdin = await runThat(["event", "telegram", "--with", "@-"], stream('{"body": "ho"}'));
    expect(JSON.parse(fromStdin.out)).toMatchObject({ message: { text: "ho" } });
  });

  test("without a name prints the names, each of which is an event", async () => {
    const { exitCode, out } = await runThat(["event"]);
    const names = out.trimEnd().split("\n");
    expect(exitCode).toBe(0);
    expect(names).toHaveLength(Object.keys(events).length);
    for (const name of names) expect((await runThat(["event", name])).exitCode, name).toBe(0);
  });

  test("has them in its help too, which fits a terminal of 80 columns", async () => {
    const { exitCode, out } = await runThat(["event", "--help"]);
    expect(exitCode).toBe(0);
    for (const name of ["timer", "message-queue", "cloud-logging"]) expect(out).toContain(`\n  ${name}\n`);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test.each([
    [["event", "tmer"], "error: unknown event 'tmer'. Did you mean timer?\n"],
    [["event", "messageQueue"], "error: unknown event 'messageQueue'. Did you mean message-queue?\n"],
    [["event", "qqq"], "error: unknown event 'qqq'. Known ones are timer, message-queue, "],
    [["event", "timer", "--with", "{"], "error: --with: expected JSON: "],
    [["event", "timer", "--with", "5"], "error: --with: expected an object, got 5 (number).\n"],
    [
      ["event", "timer", "--with", '{"paylod": "x"}'],
      'error: --with: unknown argument "paylod". Did you mean body?\n',
    ],
    [
      ["event", "timer", "--with", "@/nowhere"],
      "error: --with @file: expected a readable file, got '/nowhere'",
    ],
    [["event", "timer", "--wth", "{}"], "(Did you mean --with?)"],
    [["event", "timer", "twice"], "too many arguments"],
  ])("%j is wrong usage", async (argv, expected) => {
    const { exitCode, out, err } = await runThat(argv);
    expect(err).toContain(expected);
    expect([exitCode, out]).toEqual([2, ""]);
  });
});

describe("pythonless invoke --event", () => {
  test("calls the function with that event", async () => {
    const { exitCode, event } = await runThat([
      "invoke",
      "--event",
      "data-streams",
      "--with",
      '{"messages": [{"a": 1}]}',
    ]);
    expect([exitCode, event]).toEqual([0, { messages: [{ a: 1 }] }]);
  });

  test.each([
    [["--event", "tmer"], "unknown event 'tmer'. Did you mean timer?"],
    [["--event", "timer", "-d", "1"], "cannot be used with"],
    [["--event", "timer", "--data-file", "x"], "cannot be used with"],
    [["--event", "timer", "--data-stdin"], "cannot be used with"],
    [["--with", "{}"], "error: --with: expected --event NAME beside it, got none.\n"],
    [["-d", "1", "--with", "{}"], "error: --with: expected --event NAME beside it, got none.\n"],
  ])("%j is wrong usage, and starts nothing", async (flags, expected) => {
    const { exitCode, err, created } = await runThat(["invoke", ...flags]);
    expect(err).toContain(expected);
    expect([exitCode, created]).toEqual([2, []]);
  });
});
