/** A value that is replaced, never changed, and those who watch parts of it. */
export interface Store<State> {
  get(): State;
  /** Puts the state that `change` makes of the present one in its place, and tells the watchers. */
  update(change: (state: State) => State): void;
  /** Shows the part now and whenever it is another one. Gives the way to stop. */
  watch<Part>(
    select: (state: State) => Part,
    show: (part: Part, before: Part | undefined) => void,
  ): () => void;
}

export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const watchers = new Set<() => void>();
  return {
    get: () => state,
    update(change) {
      state = change(state);
      for (const tell of [...watchers]) tell();
    },
    watch(select, show) {
      let shown = select(state);
      const tell = (): void => {
        const part = select(state);
        if (Object.is(part, shown)) return;
        const before = shown;
        shown = part;
        show(part, before);
      };
      watchers.add(tell);
      show(shown, undefined);
      return () => watchers.delete(tell);
    },
  };
}

/** The same store for one life of the page's views: at its end, all that was watched through it is let go. */
export interface Scope<State> extends Store<State> {
  end(): void;
}

export function scopeOf<State>(store: Store<State>): Scope<State> {
  const stops: (() => void)[] = [];
  return {
    get: store.get,
    update: store.update,
    watch(select, show) {
      const stop = store.watch(select, show);
      stops.push(stop);
      return stop;
    },
    end() {
      for (const stop of stops.splice(0)) stop();
    },
  };
}
