import { createFunction } from "pythonless";

const source = { "main.py": "def handler(event, context):\n    return event + 1\n" };
const fn = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 20_000 });
fn.invoke(41)
  .then(console.log)
  .finally(() => fn.close());
