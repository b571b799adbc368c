import { createFunction, jsonText } from "../../../dist/node/index.js";
import { hasNativePython, startNative } from "../native.mjs";
import { SOURCES } from "../sources.mjs";
import { alternate, timed } from "../statistics.mjs";

/** Ten megabytes of JSON in, and out. */
export async function large({ rounds }) {
  if (!hasNativePython) return [];
  const event = Array.from({ length: 100_000 }, (_, id) => ({
    id,
    name: `item number ${id}`,
    tags: ["a", "b"],
    price: id / 7,
  }));
  const text = JSON.stringify(event).padEnd(10_000_000, " ");
  const fn = createFunction({
    source: { "main.py": SOURCES.hello },
    entrypoint: "main.handler",
    executionTimeoutMs: 60_000,
  });
  const native = startNative();
  await fn.invoke({});
  const [ours, rival] = await alternate(Math.max(3, Math.ceil(rounds / 2)), [
    () => timed(() => fn.invoke(jsonText(text))),
    () => timed(async () => JSON.parse(await native.call(text))),
  ]);
  await Promise.all([fn.close(), native.end()]);
  return [
    {
      name: "10 MB event and result: ours ÷ native Python child",
      unit: "ms",
      ours,
      rival,
      ratio: "ours/rival",
      bar: { most: 2, aim: 1.2 },
    },
  ];
}
