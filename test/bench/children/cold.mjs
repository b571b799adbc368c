/** A fresh process: prints the milliseconds from createFunction to the first result. `argv[2]` names the source. */
import { createFunction } from "../../../dist/node/index.js";
import { SOURCES } from "../sources.mjs";

const [, , name, snapshot] = process.argv;
const started = performance.now();
const fn = createFunction({
  source: { "main.py": SOURCES[name] },
  entrypoint: "main.handler",
  executionTimeoutMs: 60_000,
  ...(snapshot && { snapshot }),
});
await fn.invoke({ name: "Ada" });
console.log(performance.now() - started);
await fn.close();
