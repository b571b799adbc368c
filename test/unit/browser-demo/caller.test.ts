import { beforeEach, describe, expect, test, vi } from "vitest";
import { createCaller } from "../../../browser-demo/run/calls.ts";
import { projectOf } from "../../../browser-demo/state/project.ts";
import { emptyRequest } from "../../../browser-demo/state/request.ts";
import { initialState, type State, shownCall } from "../../../browser-demo/state/state.ts";
import { createStore } from "../../../browser-demo/state/store.ts";

interface Made {
  readonly options: {
    readonly entrypoint: string;
    onLog(record: object): void;
    onProgress(progress: object): void;
  };
  readonly close: ReturnType<typeof vi.fn>;
}

const made: Made[] = [];
let answer: (
  request: Request,
  options: { signal: AbortSignal; onExecution(told: object): void },
  own: Made,
) => Promise<Response>;

vi.mock("pythonless", async (original) => ({
  ...(await original<object>()),
  createFunction(options: Made["options"]) {
    if (options.entrypoint === "wrong") throw new TypeError("entrypoint: expected <file>.<callable>");
    const own = { options, close: vi.fn(async () => {}) };
    made.push(own);
    return {
      ...own,
      ready: async () => {},
      fetch: (request: Request, how: never) => answer(request, how, own),
    };
  },
}));

beforeEach(() => {
  made.length = 0;
  answer = async () => new Response("hi", { status: 200 });
});

function ready(state: Partial<State> = {}) {
  const project = projectOf({ "main.py": "def handler(event, context): ..." });
  const store = createStore<State>({ ...initialState("en"), project, phase: { kind: "ready" }, ...state });
  return { store, caller: createCaller(store) };
}

describe("a call", () => {
  test("is shown while it runs, and its answer with its execution when it has ended", async () => {
    const { store, caller } = ready();
    answer = async (_, { onExecution }) => {
      onExecution({ outcome: "success", value: { big: 1 }, text: '{"big": 1}', logs: [] });
      return new Response("hi", { status: 201 });
    };
    const running = caller.run();
    expect(store.get().phase.kind).toBe("running");
    expect(shownCall(store.get())?.ending).toBeUndefined();
    await running;
    expect(store.get().phase.kind).toBe("ready");
    expect(shownCall(store.get())?.ending).toMatchObject({
      kind: "answered",
      answer: { status: 201, body: new TextEncoder().encode("hi") },
      // The result is in the answer, the log in the call.
      execution: { outcome: "success" },
    });
    expect(shownCall(store.get())?.ending).not.toHaveProperty("execution.value");
  });

  test("has the lines that were written before its answer, all of them", async () => {
    const { store, caller } = ready();
    answer = async (_, __, { options }) => {
      const requestId = store.get().shownCallId;
      for (let line = 0; line < 3; line++) options.onLog({ requestId, message: String(line) });
      return new Response();
    };
    await caller.run();
    expect(shownCall(store.get())?.logs.map(({ message }) => message)).toEqual(["0", "1", "2"]);
  });

  test("is one at a time", async () => {
    const { store, caller } = ready();
    const running = caller.run();
    await caller.run();
    await running;
    expect(store.get().calls).toHaveLength(1);
  });

  test("goes to the same instance while nothing is changed, and to a new version when something is", async () => {
    const { store, caller } = ready();
    await caller.run();
    store.update((state) => ({
      ...state,
      project: { ...state.project, openFile: "main.py", files: { ...state.project.files } },
    }));
    await caller.run();
    expect(made).toHaveLength(1);
    store.update((state) => ({ ...state, project: { ...state.project, timeoutMs: 1_000 } }));
    await caller.run();
    expect(made).toHaveLength(2);
    expect(made[0]?.close).toHaveBeenCalledOnce();
  });

  test("is aborted by stop(), once", async () => {
    const { store, caller } = ready();
    const aborted = vi.fn();
    answer = (_, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          aborted();
          resolve(new Response("", { status: 499 }));
        });
      });
    caller.stop();
    const running = caller.run();
    caller.stop();
    expect(store.get().phase).toMatchObject({ kind: "running", isStopping: true });
    caller.stop();
    await running;
    expect(aborted).toHaveBeenCalledOnce();
  });

  test.each<[string, Partial<State>, string]>([
    [
      "options",
      { project: { ...projectOf({ "main.py": "" }), entrypoint: "wrong" } },
      "entrypoint: expected",
    ],
    ["a request", { request: { ...emptyRequest, headers: [["not allowed", "1"]] } }, "not allowed"],
  ])(
    "with %s that cannot be is refused in a sentence, and the page is ready again",
    async (_, state, reason) => {
      const { store, caller } = ready(state);
      await caller.run();
      expect(shownCall(store.get())?.ending).toEqual({
        kind: "refused",
        reason: expect.stringContaining(reason),
      });
      expect(store.get().phase.kind).toBe("ready");
    },
  );
});

describe("loading", () => {
  test("boots even where the visitor's own function cannot be made", async () => {
    const { caller } = ready({ project: { ...projectOf({ "main.py": "" }), entrypoint: "wrong" } });
    await caller.ready();
    expect(made).toHaveLength(1);
  });

  test("tells how much has come, until it has", async () => {
    const { store, caller } = ready({ phase: { kind: "loading", loadedBytes: 0, totalBytes: 0 } });
    await caller.ready();
    made[0]?.options.onProgress({ loadedBytes: 5, totalBytes: 9 });
    expect(store.get().phase).toEqual({ kind: "loading", loadedBytes: 5, totalBytes: 9 });
    made[0]?.options.onProgress({ loadedBytes: 6, totalBytes: undefined });
    expect(store.get().phase).toEqual({ kind: "loading", loadedBytes: 6, totalBytes: 0 });
    store.update((state) => ({ ...state, phase: { kind: "ready" } }));
    made[0]?.options.onProgress({ loadedBytes: 7, totalBytes: 9 });
    expect(store.get().phase).toEqual({ kind: "ready" });
  });
});
