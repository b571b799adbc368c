import { expect, test } from "vitest";
import { Output } from "../../../src/worker/output.ts";

const encoder = new TextEncoder();

/** What reaches the log, without its time. */
function told(work: (output: Output, print: (text: string) => void) => void, limitBytes = 1_000) {
  const messages: { source: string; lines: readonly string[]; requestId?: string }[] = [];
  const output = new Output(({ source, lines, requestId }) => {
    messages.push({ source, lines, ...(requestId !== undefined && { requestId }) });
  }, limitBytes);
  work(output, (text) => output.write("stdout", encoder.encode(text)));
  return messages;
}

test("lines of the running call carry no id", () => {
  const messages = told((output, print) => {
    output.begin("r1");
    print("a\nb\nc");
    output.flush();
  });
  expect(messages).toEqual([
    { source: "stdout", lines: ["a", "b"] },
    { source: "stdout", lines: ["c"] },
  ]);
});

test("lines of work that an earlier call left behind carry the id of that call", () => {
  const messages = told((output, print) => {
    output.begin("r2");
    print("half of r2");
    output.setSpeaker("r1");
    print("left behind\n");
    output.setSpeaker("r2");
    print("r2 again\n");
  });
  expect(messages).toEqual([
    { source: "stdout", lines: ["half of r2"] },
    { source: "stdout", lines: ["left behind"], requestId: "r1" },
    { source: "stdout", lines: ["r2 again"] },
  ]);
});

test("what is written after the last call carries its id", () => {
  const messages = told((output, print) => {
    output.begin("r1");
    output.begin(undefined);
    print("bye\n");
  });
  expect(messages).toEqual([{ source: "stdout", lines: ["bye"], requestId: "r1" }]);
});

test("what is written before the first call carries none", () => {
  expect(told((_, print) => print("import\n"))).toEqual([{ source: "stdout", lines: ["import"] }]);
});

test("what a call writes beyond its limit is dropped, with one notice; the next call may write again", () => {
  const messages = told((output, print) => {
    output.begin("r1");
    print("1234\n");
    print("half");
    print("of a line\n");
    print("6789\n");
    output.begin("r2");
    print("1234\n");
  }, 10);
  const notice = "The log of this call is longer than 10 bytes: the rest is dropped (limits.logBytes).";
  expect(messages).toEqual([
    { source: "stdout", lines: ["1234"] },
    { source: "stdout", lines: ["half"] },
    { source: "system", lines: [notice] },
    { source: "stdout", lines: ["1234"] },
  ]);
});
