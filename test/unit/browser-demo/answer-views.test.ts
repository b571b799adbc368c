// @vitest-environment happy-dom
import type { LogRecord } from "pythonless";
import { describe, expect, test, vi } from "vitest";
import type { Call } from "../../../browser-demo/state/call.ts";
import type { Notice } from "../../../browser-demo/state/notice.ts";
import { projectOf } from "../../../browser-demo/state/project.ts";
import { failureView } from "../../../browser-demo/views/failure.ts";
import { figuresView } from "../../../browser-demo/views/figures.ts";
import { historyView } from "../../../browser-demo/views/history.ts";
import { logsView } from "../../../browser-demo/views/logs.ts";
import { noticeView } from "../../../browser-demo/views/notice.ts";
import { statusView } from "../../../browser-demo/views/status.ts";
import { answeredCall, click, show, texts, type } from "./view-support.ts";

const project = projectOf({ "main.py": "" });

describe("a failure", () => {
  const failure = {
    title: "KeyError: 'x'",
    hint: "Look <there>",
    traceback: "Traceback:\n  File \"/function/code/main.py\", line 7, in handler\nKeyError: 'x'",
  };

  test("says what and how to go on, as text", () => {
    const { element } = show((app) => failureView(app, failure), { project });
    expect(element.textContent).toBe(failure.title + failure.hint + failure.traceback);
  });

  test("leads into the editor", () => {
    const { element, actions } = show((app) => failureView(app, failure), { project });
    click(element, "button");
    expect(actions.goTo).toHaveBeenCalledWith("main.py", 7);
  });
});

describe("the figures", () => {
  const report = {
    durationMs: 12.5,
    billedDurationMs: 100,
    initDurationMs: 3,
    maxMemoryUsedMb: 31,
    memorySizeMb: 128,
    start: "cold",
  };

  test.each([
    ["en", ["12.5 ms", "100 ms", "3 ms", "31 / 128 MB", "cold", "id-1"]],
    ["ru", ["12,5 мс", "100 мс", "3 мс", "31 / 128 МБ", "холодный", "id-1"]],
  ] as const)("of a call in %s", (language, values) => {
    const { element } = show((app) => figuresView(app, "id-1", { report } as never), {}, language);
    expect(texts(element, "dd")).toEqual(values);
  });

  test("of a request that called nothing are its id alone", () => {
    const { element } = show((app) => figuresView(app, "id-1", undefined));
    expect(texts(element, "dd")).toEqual(["id-1"]);
  });
});

describe("the log", () => {
  const line = (message: string, more: Partial<LogRecord> = {}): LogRecord => ({
    timestamp: 0,
    requestId: "1",
    source: "stdout",
    message,
    ...more,
  });
  const shown = (logs: readonly LogRecord[]) => {
    const call: Call = answeredCall(200, 1, "warm", { logs });
    return show(logsView, { calls: [call], shownCallId: call.id, project });
  };

  test("says what will be there before there is anything", () => {
    expect(show(logsView).element.textContent).toContain("Lines appear here");
  });

  test("has level, text and the other members of structured lines", () => {
    const { element } = shown([
      line("<b>plain</b>"),
      line("two\rlines", { level: "ERROR", payload: { order: 17 } }),
    ]);
    expect(texts(element, ".level")).toEqual(["", "ERROR"]);
    expect(texts(element, ".message")).toEqual(["<b>plain</b>", 'two\nlines{"order":17}']);
    expect(texts(element, ".count")).toEqual(["2"]);
  });

  test("is filtered while one types, and says when nothing passes", () => {
    const { element } = shown([line("one"), line("two")]);
    type(element.querySelector("input"), "TWO");
    expect(texts(element, ".message")).toEqual(["two"]);
    expect(texts(element, ".count")).toEqual(["1/2"]);
    type(element.querySelector("input"), "three");
    expect(element.textContent).toContain("No line passes the filter.");
  });

  test("that grows beyond what is shown keeps the lines that stay, and draws none of them anew", () => {
    const lines = Array.from({ length: 2_003 }, (_, index) => line(String(index)));
    const { element, store } = shown(lines.slice(0, 2_000));
    const fourth = element.querySelector("ol.log li:nth-child(4)");
    store.update((state) => ({ ...state, calls: state.calls.map((call) => ({ ...call, logs: lines })) }));
    expect(element.querySelector("ol.log li")).toBe(fourth);
    expect(texts(element, ".message")).toEqual(lines.slice(3).map(({ message }) => message));
  });

  test("of another call takes the place of the one before", () => {
    const { element, store } = shown([line("one"), line("two")]);
    const logs = [line("three")];
    store.update((state) => ({ ...state, calls: state.calls.map((call) => ({ ...call, logs })) }));
    expect(texts(element, ".message")).toEqual(["three"]);
  });

  test("of very many lines shows the last, and says how many it does not", () => {
    const { element } = shown(Array.from({ length: 2_001 }, (_, index) => line(String(index))));
    const shownTexts = texts(element, ".message");
    expect([shownTexts.length, shownTexts[0], shownTexts.at(-1)]).toEqual([2_000, "1", "2000"]);
    expect(element.textContent).toContain("1 earlier line is not shown.");
  });
});

describe("the history", () => {
  const calls = [answeredCall(200, 900, "cold"), answeredCall(502, 3, "warm"), answeredCall(200, 2, "warm")];

  test("has the last call first, and a bar for each in the order of time", () => {
    const { element } = show(historyView, { calls });
    expect(texts(element, ".call-row .badge")).toEqual(["200", "502", "200"]);
    expect(texts(element, ".call-row .number")).toEqual(["#3", "#2", "#1"]);
    expect([...element.querySelectorAll(".bar")].map(({ className }) => className)).toEqual([
      "bar good cold",
      "bar failed warm",
      "bar good warm",
    ]);
    expect(element.querySelector(".summary")?.textContent).toBe("3 calls · median 3 ms · 1 cold · 1 failed");
  });

  test("shows the call that is chosen, and gives its request back", () => {
    const { element, store } = show(historyView, { calls });
    click(element, ".calls li:last-child .call-row");
    expect(store.get().shownCallId).toBe(calls[0]?.id);
    expect(element.querySelector('.call-row[aria-pressed="true"] .number')?.textContent).toBe("#1");
    store.update((state) => ({ ...state, request: { ...state.request, body: "changed" } }));
    click(element, ".calls .icon-button");
    expect(store.get().request).toBe(calls[2]?.request);
  });

  test("leaves out what still runs", () => {
    const { element } = show(historyView, {
      calls: [...calls, { ...answeredCall(200, 1, "warm"), ending: undefined }],
    });
    expect(texts(element, ".call-row")).toHaveLength(3);
  });
});

describe("a notice", () => {
  test("is a sentence in the language of the page, with a way back, until it is closed", () => {
    const run = vi.fn();
    const notice: Notice = {
      tone: "info",
      text: (words) => words.linkOpened,
      action: { label: (words) => words.undo, run },
    };
    const { element, store } = show(noticeView, { notice }, "ru");
    expect(element.textContent).toContain("Открыто то, что в ссылке.");
    click(element, ".notice > button");
    expect(run).toHaveBeenCalledOnce();
    expect(store.get().notice).toBeUndefined();
    expect(element.textContent).toBe("");
  });
});

describe("the status", () => {
  test.each([
    [{ kind: "loading", loadedBytes: 0, totalBytes: 0 }, "Loading Python…", false],
    [{ kind: "ready" }, "Ready", true],
    [{ kind: "running", callId: "1", isStopping: false }, "Running…", true],
    [{ kind: "running", callId: "1", isStopping: true }, "Stopping…", true],
    [{ kind: "failed", reason: "no network" }, "Python did not start: no network", true],
  ] as const)("%j is %s", (phase, sentence, isBarHidden) => {
    const { element } = show(statusView, { phase });
    expect(element.querySelector('[role="status"]')?.textContent).toBe(sentence);
    expect(element.querySelector("progress")?.hidden).toBe(isBarHidden);
  });

  test("has a bar of real bytes as soon as they are known, and what has come in any case", () => {
    const { element, store } = show(statusView, {
      phase: { kind: "loading", loadedBytes: 5_200_000, totalBytes: 18_000_000 },
    });
    const bar = element.querySelector("progress");
    expect([bar?.value, bar?.max]).toEqual([5_200_000, 18_000_000]);
    expect(element.querySelector(".status-row .figure")?.textContent).toBe("5.2 MB of 18 MB");
    store.update((state) => ({
      ...state,
      phase: { kind: "loading", loadedBytes: 6_000_000, totalBytes: 0 },
    }));
    expect(bar?.hasAttribute("value")).toBe(false);
    expect(element.querySelector(".status-row .figure")?.textContent).toBe("6 MB");
  });
});
