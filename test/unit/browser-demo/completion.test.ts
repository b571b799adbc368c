import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { describe, expect, test } from "vitest";
import { contextCompletions, eventCompletions } from "../../../browser-demo/editor/completion.ts";
import { markOf } from "../../../browser-demo/editor/ruff-linter.ts";

const EVENT = { httpMethod: "GET", headers: { Host: "a" }, messages: [{ details: { n: 1.5 } }], body: null };

function complete(source: typeof contextCompletions, code: string): readonly string[] {
  const state = EditorState.create({ doc: code });
  const found = source(new CompletionContext(state, code.length, false));
  if (found === null || found instanceof Promise) return [];
  return found.options.map(({ label, detail }) => `${label}: ${detail}`);
}

describe("event", () => {
  test.each([
    ['event["', ["httpMethod: str", "headers: dict", "messages: list", "body: None"]],
    ["event.get('ht", ["httpMethod: str", "headers: dict", "messages: list", "body: None"]],
    ['x = event["headers"]["', ["Host: str"]],
    ['event["messages"][0]["details"]["', ["n: float"]],
    ['event["messages"]["', []],
    ['event["nothing"]["', []],
    ['other["', []],
  ])("%s is completed by the keys of the event that the call will bring", (code, labels) => {
    expect(
      complete(
        eventCompletions(() => EVENT),
        code,
      ),
    ).toEqual(labels);
  });

  test("that cannot be read is completed by nothing", () => {
    expect(
      complete(
        eventCompletions(() => undefined),
        'event["',
      ),
    ).toEqual([]);
  });
});

test("context is completed by its members", () => {
  const labels = complete(contextCompletions, "return context.re");
  expect(labels).toContain("request_id: str");
  expect(labels).toContain("get_remaining_time_in_millis: () -> int");
  expect(complete(contextCompletions, "my_context.")).toEqual([]);
});

test("what ruff finds is marked from its row and column, within the text that is there", () => {
  const { doc } = EditorState.create({ doc: "import os\nx = 1\n" });
  const found = {
    code: "F401",
    message: "unused",
    start_location: { row: 1, column: 8 },
    end_location: { row: 1, column: 10 },
  };
  expect(markOf(found as never, doc)).toEqual({
    from: 7,
    to: 9,
    severity: "warning",
    source: "ruff F401",
    message: "unused",
  });
  const beyond = {
    ...found,
    code: null,
    start_location: { row: 9, column: 9 },
    end_location: { row: 9, column: 9 },
  };
  expect(markOf(beyond as never, doc)).toMatchObject({ from: 16, to: 16, severity: "error" });
});
