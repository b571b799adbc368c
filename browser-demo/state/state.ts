import type { Call } from "./call.ts";
import type { LogFilter } from "./log-filter.ts";
import type { Notice } from "./notice.ts";
import { emptyProject, type Project } from "./project.ts";
import { emptyRequest, type RequestDraft } from "./request.ts";

export type Language = "en" | "ru";
export type Theme = "system" | "light" | "dark";

/** What the page is doing. The kind is the attribute `data-state` of `<html>`. */
export type Phase =
  | { readonly kind: "loading"; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly kind: "ready" }
  | { readonly kind: "running"; readonly callId: string; readonly isStopping: boolean }
  | { readonly kind: "failed"; readonly reason: string };

/** What the linter has to say of the files. */
export type Lint =
  | { readonly kind: "off" }
  | { readonly kind: "loading" }
  | { readonly kind: "on" }
  | { readonly kind: "failed"; readonly reason: string };

/** All that the page shows. Replaced as a whole; see store.ts. */
export interface State {
  readonly phase: Phase;
  readonly language: Language;
  readonly theme: Theme;
  readonly project: Project;
  readonly request: RequestDraft;
  readonly callTab: "request" | "event";
  /** Text in the Event tab that the request cannot follow: why it is no JSON, or no reason where no request becomes it. */
  readonly eventDraft: { readonly text: string; readonly reason: string | undefined } | undefined;
  /** Oldest first. */
  readonly calls: readonly Call[];
  readonly shownCallId: string | undefined;
  readonly answerTab: "body" | "source" | "headers";
  readonly logFilter: LogFilter;
  readonly lint: Lint;
  readonly notice: Notice | undefined;
}

export function initialState(language: Language): State {
  return {
    phase: { kind: "loading", loadedBytes: 0, totalBytes: 0 },
    language,
    theme: "system",
    project: emptyProject,
    request: emptyRequest,
    callTab: "request",
    eventDraft: undefined,
    calls: [],
    shownCallId: undefined,
    answerTab: "body",
    logFilter: { text: "", levels: "all" },
    lint: { kind: "off" },
    notice: undefined,
  };
}

/** The call whose answer and log are on show. */
export function shownCall(state: State): Call | undefined {
  return state.calls.find(({ id }) => id === state.shownCallId);
}

export function isRunning(state: State): boolean {
  return state.phase.kind === "running";
}
