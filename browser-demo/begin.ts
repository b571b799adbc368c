/**
 * What the page begins with, before anything is drawn: its state, and a worker in which Python boots. A script of its
 * own, since the worker is on its way while the rest of the page is still read.
 */

import { hello } from "./examples/hello.ts";
import { preferredLanguage } from "./i18n/preferred-language.ts";
import { createCaller } from "./run/calls.ts";
import { readKept } from "./state/keep.ts";
import { initialState, type State } from "./state/state.ts";
import { openStorage } from "./state/storage.ts";
import { createStore } from "./state/store.ts";

export const store = createStore<State>({
  ...initialState(preferredLanguage(navigator.languages)),
  ...hello,
  ...readKept(openStorage()),
});

export const caller = createCaller(store);
// `actions.load` tells of a failure.
caller.ready().catch(() => {});
