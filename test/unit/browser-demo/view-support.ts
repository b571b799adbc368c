import { onTestFinished, vi } from "vitest";
import type { Actions } from "../../../browser-demo/actions/index.ts";
import { DICTIONARIES } from "../../../browser-demo/i18n/index.ts";
import type { Call } from "../../../browser-demo/state/call.ts";
import { emptyRequest } from "../../../browser-demo/state/request.ts";
import { initialState, type Language, type State } from "../../../browser-demo/state/state.ts";
import { createStore, type Scope, scopeOf } from "../../../browser-demo/state/store.ts";
import type { App } from "../../../browser-demo/views/app.ts";

/** A page that has one view, of this state. */
export function show(
  view: (app: App) => HTMLElement,
  state: Partial<State> = {},
  language: Language = "en",
): { readonly element: HTMLElement; readonly store: Scope<State>; readonly actions: Actions } {
  const store = scopeOf(
    createStore<State>({ ...initialState(language), phase: { kind: "ready" }, ...state }),
  );
  // Each action is a spy, made when it is first looked at.
  const actions = new Proxy({} as Record<string, unknown>, {
    get: (spies, name: string) => (spies[name] ??= vi.fn()),
  }) as unknown as Actions;
  const desk = { element: document.createElement("div"), focus: vi.fn() } as unknown as App["desk"];
  const element = view({ store, words: DICTIONARIES[language], actions, desk });
  document.body.replaceChildren(element);
  onTestFinished(() => store.end());
  return { element, store, actions };
}

/** The elements that a selector finds, as their texts. */
export function texts(element: ParentNode, selector: string): string[] {
  return [...element.querySelectorAll(selector)].map(({ textContent }) => textContent ?? "");
}

export function click(element: ParentNode, selector: string): void {
  const found = element.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`nothing is ${selector}`);
  found.click();
}

export function type(input: Element | null | undefined, text: string): void {
  if (!(input instanceof HTMLInputElement)) throw new Error("no input");
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

export function press(element: Element | null | undefined, key: string): void {
  element?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

let lastId = 0;

/** A call that was answered with this status. */
export function answeredCall(
  status: number,
  durationMs: number,
  start: "cold" | "warm",
  more: Partial<Call> = {},
): Call {
  lastId += 1;
  const report = { durationMs, billedDurationMs: 100, memorySizeMb: 128, maxMemoryUsedMb: 30, start };
  return {
    id: `call-${lastId}`,
    startedAtMs: 0,
    request: emptyRequest,
    logs: [],
    ending: {
      kind: "answered",
      answer: { status, headers: [["content-type", "text/plain"]], body: new Uint8Array() },
      execution: { outcome: "success", report } as never,
    },
    ...more,
  };
}
