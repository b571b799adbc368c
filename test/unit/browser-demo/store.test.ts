import { expect, test, vi } from "vitest";
import { createStore, scopeOf } from "../../../browser-demo/state/store.ts";

test("a watcher is shown its part at once, and then only when that part is another", () => {
  const store = createStore({ a: 1, b: 1 });
  const show = vi.fn();
  store.watch(({ a }) => a, show);
  store.update((state) => ({ ...state, b: 2 }));
  store.update((state) => ({ ...state, a: 3 }));
  expect(show.mock.calls).toEqual([
    [1, undefined],
    [3, 1],
  ]);
});

test("a watcher that changes the state meanwhile leaves all others with the last one", () => {
  const store = createStore(0);
  const seen: number[] = [];
  store.watch(
    (state) => state,
    (state) => state === 1 && store.update(() => 2),
  );
  store.watch(
    (state) => state,
    (state) => seen.push(state),
  );
  store.update(() => 1);
  expect([store.get(), seen.at(-1)]).toEqual([2, 2]);
});

test("a scope that ended hears nothing more, the store does", () => {
  const store = createStore(0);
  const scope = scopeOf(store);
  const [within, without] = [vi.fn(), vi.fn()];
  scope.watch((state) => state, within);
  store.watch((state) => state, without);
  scope.end();
  scope.update(() => 1);
  expect(within).toHaveBeenCalledTimes(1);
  expect(without).toHaveBeenCalledTimes(2);
});
