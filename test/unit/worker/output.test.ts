import { expect, test } from "vitest";
import { Output } from "../../../src/worker/output.ts";

const encoder = new TextEncoder();

/** What reaches the log, without its time. */
function told(work: (output: Output, print: (text: string) => void) => void) {
  const messages: { source: string; lines: readonly string[]; requestId?: string }[] = [];
  const output = new Output(({ source, lines, requestId }) => {
    messages.push({ source, lines, ...(requestId !== undefined && { requestId }) });
  });
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
    output.speak("r1");
    print("left behind\n");
    output.speak("r2");
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
