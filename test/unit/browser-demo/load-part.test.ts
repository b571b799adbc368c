import { describe, expect, test } from "vitest";
import { loadPart } from "../../../browser-demo/actions/load-part.ts";
import { DICTIONARIES } from "../../../browser-demo/i18n/index.ts";
import { initialState, type State } from "../../../browser-demo/state/state.ts";
import { createStore } from "../../../browser-demo/state/store.ts";

describe("a part of the page that is loaded when it is used", () => {
  test("is given to whoever asked for it", async () => {
    const store = createStore<State>(initialState("en"));
    expect(await loadPart(store, async () => "part")).toBe("part");
    expect(store.get().notice).toBeUndefined();
  });

  test("that cannot be had is told of, in the visitor's language, and nothing is thrown", async () => {
    const store = createStore<State>(initialState("en"));
    expect(await loadPart(store, () => Promise.reject(new TypeError("no network")))).toBeUndefined();
    const { tone, text } = store.get().notice ?? {};
    expect(tone).toBe("error");
    expect(text?.(DICTIONARIES.en)).toBe("A part of the page could not be loaded: no network");
    expect(text?.(DICTIONARIES.ru)).toBe("Часть страницы не загрузилась: no network");
  });
});
