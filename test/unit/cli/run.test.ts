import { describe, expect, test } from "vitest";
import { run } from "../../../src/cli/run.ts";
import { fakeTerminal } from "./fake-terminal.ts";

async function runThat(...argv: string[]) {
  const terminal = fakeTerminal();
  const exitCode = await run(argv, terminal);
  return { exitCode, out: terminal.out(), err: terminal.err(), created: terminal.created };
}

describe("wrong usage exits with 2, says what is wrong and starts nothing", () => {
  test.each([
    [["invoke", "--entrypont", "main.handler"], "(Did you mean --entrypoint?)"],
    [["invoke", "--timeout", "3s"], "(Did you mean --execution-timeout?)"],
    [["invoke", "--envronment=A=1"], "(Did you mean --environment?)"],
    [["serve", "--prot", "80"], "(Did you mean --port?)"],
    [["invok"], "(Did you mean invoke?)"],
    [["invoke", "one", "two"], "too many arguments"],
    [["invoke", "--entrypoint"], "argument missing"],
    [["invoke", "--execution-timeout", "3"], "argument '3' is invalid. Expected a duration with its unit"],
    [["invoke", "--memory", "128"], "argument '128' is invalid. Expected a size with its unit"],
    [["invoke", "--environment", "A"], "argument 'A' is invalid. Expected NAME=VALUE"],
    [["invoke", "--env-file", "/nowhere/.env"], "--env-file: expected a readable file, got '/nowhere/.env'"],
    [["serve", "--port", "70000"], "argument '70000' is invalid. Expected a number from 0 to 65535"],
  ])("%j", async (argv, expected) => {
    const { exitCode, out, err, created } = await runThat(...argv);
    expect(err).toContain(expected);
    expect([exitCode, out, created]).toEqual([2, "", []]);
  });

  test("points to the help of the command", async () => {
    expect((await runThat("invoke", "--qux")).err).toBe(
      "error: unknown option '--qux'\nSee pythonless invoke --help.\n",
    );
  });

  test("no command at all gets the help, on stderr", async () => {
    const { exitCode, out, err } = await runThat();
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain("Usage: pythonless");
  });
});

describe("help and version", () => {
  test("print on stdout and exit with 0", async () => {
    expect(await runThat("--version")).toMatchObject({ exitCode: 0, out: "1.2.3\n", err: "" });
    const { exitCode, out, err } = await runThat("--help");
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toContain("Examples:");
  });

  test.each(["invoke", "serve"])(
    "the help of %s fits a terminal of 80 columns and names every shared flag",
    async (command) => {
      const { out } = await runThat(command, "--help");
      const flags = [
        "--entrypoint",
        "--environment",
        "--env-file",
        "--execution-timeout",
        "--memory",
        "--quiet",
      ];
      for (const flag of flags) expect(out).toContain(flag);
      expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    },
  );
});
