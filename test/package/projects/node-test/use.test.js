import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { createFunction } from "pythonless";

const source = {
  "main.py": "import time\n\ndef handler(event, context):\n    time.sleep(event)\n    return time.time()\n",
};

test("a call and a deadline under mocked timers", async () => {
  const today = Date.now();
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "setImmediate", "Date"], now: 0 });
  const fn = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 20_000 });
  assert.ok((await fn.invoke(0)) * 1000 > today - 1_000);
  await fn.close();
  const impatient = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 500 });
  assert.equal((await impatient.execute(60)).outcome, "timeout");
  await impatient.close();
  mock.timers.reset();
});

test("a function that is never closed does not keep the run from ending", async () => {
  const fn = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 20_000 });
  assert.equal(typeof (await fn.invoke(0)), "number");
});
