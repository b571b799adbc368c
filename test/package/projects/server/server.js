import { createFunction } from "pythonless";

const source = { "main.py": "def handler(event, context):\n    return event + 1\n" };
const fn = createFunction({ source, entrypoint: "main.handler" });
fn.invoke(41)
  .then(console.log)
  .finally(() => fn.close());
