import { setTimeout as sleep } from "node:timers/promises";
import { createFunction } from "pythonless";

const source = {
  "main.py": `
import asyncio, time, urllib.request

def handler(event, context):
    time.sleep(event if isinstance(event, float) else 0)
    return {"statusCode": 200, "body": "text"}

def request(event, context):
    with urllib.request.urlopen("http://shop.example/") as response:
        return len(response.read())

async def patient(event, context):
    asyncio.get_running_loop().call_later(3e6, print)
    await asyncio.sleep(3e6)
`,
};
const MANY = 50;

const many = (call) => Promise.all(Array.from({ length: MANY }, (_, index) => call(index)));
const request = (options) => new Request("http://localhost/", options);

async function using(options, use) {
  const fn = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 20_000, ...options });
  await use(fn);
  await fn.close();
}

const LIMITS =
  "archiveBytes unpackedBytes environmentBytes requestBytes responseBytes temporaryFilesBytes logBytes";

/** What a caller may do, each without a warning of Node's. */
export const USES = {
  "one signal for many calls at once": () => {
    const { signal } = new AbortController();
    return using({}, (fn) => many(() => fn.invoke(0, { signal })));
  },
  "one signal for many calls, one after the other": () => {
    const { signal } = new AbortController();
    return using({}, async (fn) => {
      for (let call = 0; call < 1_000; call += 1) await fn.invoke(0, { signal });
    });
  },
  "one signal for calls of many functions": () => {
    const { signal } = new AbortController();
    return Promise.all(Array.from({ length: 12 }, () => using({}, (fn) => fn.invoke(0, { signal }))));
  },
  "one signal for many HTTP calls": () => {
    const { signal } = new AbortController();
    return using({}, (fn) => many(() => fn.fetch(request(), { signal })));
  },
  "a signal that was aborted before": () => {
    const signal = AbortSignal.abort();
    return using({}, (fn) => many(() => fn.execute(0, { signal })));
  },
  "many calls that one signal aborts": () => {
    const controller = new AbortController();
    const { signal } = controller;
    const options = { scaling: { zoneInstancesLimit: 3 }, onLog: () => controller.abort() };
    return using(options, (fn) => many(() => fn.execute(9.5, { signal })));
  },
  "many instances": () => using({ scaling: { zoneInstancesLimit: 12 } }, (fn) => many(() => fn.invoke(0.02))),
  "Infinity for every limit": () => {
    const limits = Object.fromEntries(LIMITS.split(" ").map((name) => [name, Number.POSITIVE_INFINITY]));
    const scaling = {
      zoneInstancesLimit: Number.POSITIVE_INFINITY,
      zoneRequestsLimit: Number.POSITIVE_INFINITY,
    };
    const options = { limits, scaling, memoryMb: Number.POSITIVE_INFINITY, executionTimeoutMs: 3_600_000 };
    return using(options, async (fn) => {
      await fn.invoke(0);
      await fn.fetch(request({ method: "POST", body: "text" }));
    });
  },
  "Python that waits for months": () =>
    using({ entrypoint: "main.patient", executionTimeoutMs: 300 }, (fn) => fn.execute()),
  "promises that nobody waits for": () =>
    using({}, async (fn) => {
      fn.ready();
      fn.execute(0);
      fn.close();
      fn.execute(0);
      fn.ready();
      await sleep(0);
    }),
  "a function that cannot start, and is never called": async () => {
    const broken = [
      { assetsUrl: "file:///nowhere/" },
      { wheels: ["/nowhere.whl"] },
      { source: new URL("http://127.0.0.1:1/code.zip") },
      {
        source: { "main.py": "1 / 0\ndef handler(event, context): pass" },
        scaling: { provisionedInstances: 1 },
      },
    ];
    const functions = broken.map((options) =>
      createFunction({ source, entrypoint: "main.handler", ...options }),
    );
    await Promise.allSettled(functions.map((fn) => fn.ready()));
    await Promise.all(functions.map((fn) => fn.close()));
  },
  "an option fetch that fails after the call": async () => {
    const ended = ({ signal }) => new Promise((resolve) => signal.addEventListener("abort", resolve));
    const options = { entrypoint: "main.request", executionTimeoutMs: 500 };
    const rejects = async (outbound) => {
      await ended(outbound);
      throw new Error("late");
    };
    await using({ ...options, fetch: rejects }, (fn) => fn.execute());
    const breaks = async (outbound) => {
      const start = async (controller) => {
        controller.enqueue(new Uint8Array(1));
        await ended(outbound);
        controller.error(new Error("late"));
      };
      return new Response(new ReadableStream({ start }));
    };
    await using({ ...options, fetch: breaks }, (fn) => fn.execute());
  },
  "a listener of the log that throws or rejects": async () => {
    const throws = () => {
      throw new Error("of the listener");
    };
    await using({ onLog: throws }, (fn) => fn.invoke(0));
    await using({ onLog: async () => throws() }, (fn) => fn.invoke(0));
  },
};
