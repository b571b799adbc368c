import { createFunction } from "../../../dist/node/index.js";
import { hasNativePython, startNative } from "../native.mjs";
import { SOURCES } from "../sources.mjs";
import { alternate, median, timed } from "../statistics.mjs";

const CALLS = 1000;
const EVENT = { name: "Ada", items: [1, 2, 3] };

/**
 * Warm calls, in turns of a thousand: the median of a turn is one sample. All kinds of handler in one instance, for it is
 * chance whether the kernel gives its thread a processor of its own, and a call then takes half of the time.
 */
export async function warm({ rounds }) {
  const fn = createFunction({ source: { "main.py": SOURCES.kinds }, entrypoint: "main.handler" });
  const native = hasNativePython ? startNative() : undefined;
  const call = (kind) => turn(() => fn.invoke({ ...EVENT, kind }));
  const text = JSON.stringify({ ...EVENT, kind: "sync" });
  const turn = (work) => async () => {
    const samples = [];
    for (let call = 0; call < CALLS; call += 1) samples.push((await timed(work)) * 1000);
    return median(samples);
  };
  const works = [
    call("sync"),
    call("async"),
    call("run"),
    turn(async () => JSON.parse((await native?.call(text)) ?? "null")),
  ];
  for (let round = 0; round < 3; round += 1) for (const work of works) await work();
  const [ours, async, run, rival] = await alternate(rounds, works);
  await Promise.all([fn.close(), native?.end()]);
  return [
    ...(native
      ? [
          {
            name: "warm call, sync handler: ours ÷ native Python child",
            unit: "µs",
            ours,
            rival,
            ratio: "ours/rival",
            bar: { most: 1.6, aim: 1 },
          },
        ]
      : []),
    {
      name: "warm call, async handler that awaits nothing ÷ sync",
      unit: "µs",
      ours: async,
      rival: ours,
      ratio: "ours/rival",
      bar: { most: 1.2, aim: 1.1 },
    },
    {
      name: "warm call, sync handler with asyncio.run() ÷ async handler",
      unit: "µs",
      ours: run,
      rival: async,
      ratio: "ours/rival",
      bar: { most: 1.5, aim: 1.2 },
    },
  ];
}
