import type { ShownExecution } from "../state/call.ts";
import type { App } from "./app.ts";
import { h } from "./dom.ts";

/** The figures of a call, as the service reports them. */
export function figuresView(
  { words }: App,
  requestId: string,
  execution: ShownExecution | undefined,
): HTMLElement {
  const report = execution?.report;
  const figures: (readonly [string, string, string?])[] = report
    ? [
        [words.duration, words.ms(report.durationMs)],
        [words.billed, words.ms(report.billedDurationMs)],
        ...(report.initDurationMs === undefined
          ? []
          : [[words.init, words.ms(report.initDurationMs)] as const]),
        [words.memoryUsed, words.memoryOf(report.maxMemoryUsedMb, report.memorySizeMb)],
        [words.start, report.start === "cold" ? words.cold : words.warm, report.start],
      ]
    : [];
  return h(
    "dl",
    { class: "figures" },
    ...figures.map(([name, value, kind]) => h("div", { class: kind }, h("dt", {}, name), h("dd", {}, value))),
    h("div", { class: "id" }, h("dt", {}, words.requestId), h("dd", { class: "mono" }, requestId)),
  );
}
