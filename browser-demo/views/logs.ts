import type { LogRecord } from "pythonless";
import { type LevelChoice, passes, textOf } from "../state/log-filter.ts";
import { shownCall } from "../state/state.ts";
import type { App } from "./app.ts";
import { h } from "./dom.ts";
import { traceNodes } from "./failure.ts";

/** More would make the page slow; the first ones and the last are what is read. */
const SHOWN_RECORDS = 2_000;

/** The log of the call on show, as it is written. */
export function logsView(app: App): HTMLElement {
  const { words, store } = app;
  const list = h("ol", { class: "log" });
  const showRecords = listOf(list, (record) => recordView(app, record));
  const note = h("p", { class: "empty" });
  const scroller = h(
    "div",
    { class: "panel-body scroller", tabindex: 0, role: "log", "aria-label": words.logLines },
    note,
    list,
  );
  const count = h("span", { class: "count" });
  const show = (): void => {
    const { logFilter } = store.get();
    const logs = shownCall(store.get())?.logs ?? [];
    const passing = logs.filter((record) => passes(record, logFilter));
    const shown = passing.slice(-SHOWN_RECORDS);
    const isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 8;
    showRecords(shown);
    note.textContent = noteOf(app, logs.length, passing.length, shown.length);
    note.hidden = note.textContent === "";
    count.textContent =
      logs.length === 0
        ? ""
        : passing.length < logs.length
          ? `${passing.length}/${logs.length}`
          : String(logs.length);
    if (isAtEnd) scroller.scrollTop = scroller.scrollHeight;
  };
  store.watch((state) => shownCall(state)?.logs, show);
  store.watch(({ logFilter }) => logFilter, show);
  return h(
    "section",
    { class: "panel logs", "aria-label": words.logs, id: "region-logs", tabindex: -1 },
    h("div", { class: "panel-head" }, h("h2", {}, words.logs, " ", count), filterView(app)),
    scroller,
  );
}

/** Draws what came since: a function that prints waits for the page, which would draw thousands of lines anew for each. */
function listOf(
  list: HTMLElement,
  view: (record: LogRecord) => HTMLElement,
): (records: readonly LogRecord[]) => void {
  let drawn: readonly LogRecord[] = [];
  return (records) => {
    const start = records[0] === undefined ? -1 : drawn.indexOf(records[0]);
    const kept = start < 0 ? [] : drawn.slice(start);
    if (kept.length > 0 && kept.every((record, index) => record === records[index])) {
      for (let count = 0; count < start; count += 1) list.firstElementChild?.remove();
      list.append(...records.slice(kept.length).map(view));
    } else {
      list.replaceChildren(...records.map(view));
    }
    drawn = records;
  };
}

function noteOf({ words }: App, all: number, passing: number, shown: number): string {
  if (all === 0) return words.noLogs;
  if (passing === 0) return words.nothingPasses;
  return shown < passing ? words.earlierHidden(passing - shown) : "";
}

function filterView({ words, store }: App): HTMLElement {
  const search = h("input", { type: "search", placeholder: words.filter, "aria-label": words.filterLogs });
  search.value = store.get().logFilter.text;
  search.addEventListener("input", () =>
    store.update((state) => ({ ...state, logFilter: { ...state.logFilter, text: search.value } })),
  );
  const choices: readonly (readonly [LevelChoice, string])[] = [
    ["all", words.levelsAll],
    ["function", words.levelsFunction],
    ["warnings", words.levelsWarnings],
  ];
  const levels = h(
    "select",
    { "aria-label": words.levels },
    ...choices.map(([id, text]) => h("option", { value: id }, text)),
  );
  levels.value = store.get().logFilter.levels;
  levels.addEventListener("change", () =>
    store.update((state) => ({
      ...state,
      logFilter: { ...state.logFilter, levels: levels.value as LevelChoice },
    })),
  );
  return h("div", { class: "filter" }, search, levels);
}

function recordView(app: App, record: LogRecord): HTMLElement {
  const text = textOf(record);
  const { level, payload, source } = record;
  return h(
    "li",
    { class: `record ${source} ${level ?? "plain"}` },
    h("time", { datetime: new Date(record.timestamp).toISOString() }, app.words.time(record.timestamp)),
    h("span", { class: "level" }, level ?? ""),
    h(
      "span",
      { class: "message" },
      text.includes('File "') ? traceNodes(app, text) : text,
      payloadView(app, record, payload),
    ),
  );
}

/** The other members of a structured line. START's own are in its text already. */
function payloadView(
  { words }: App,
  { source }: LogRecord,
  payload: LogRecord["payload"],
): HTMLElement | undefined {
  if (payload === undefined || source === "system") return undefined;
  return h("code", { class: "payload", title: words.payload }, JSON.stringify(payload));
}
