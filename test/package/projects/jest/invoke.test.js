import { createFunction, FunctionError } from "pythonless";

const { jest } = import.meta;
const source = {
  "main.py": "import time\n\ndef handler(event, context):\n    time.sleep(event)\n    return event\n",
};

test("a call, a Python exception and a deadline, under fake timers", async () => {
  jest.useFakeTimers({ now: 0 });
  const fn = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 20_000 });
  expect(await fn.invoke(0)).toBe(0);
  const failure = await fn.invoke("text").catch((error) => error);
  expect(failure).toBeInstanceOf(FunctionError);
  expect(failure).toMatchObject({ errorType: "TypeError" });
  await fn.close();
  const impatient = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 500 });
  expect(await impatient.execute(60)).toMatchObject({ outcome: "timeout" });
  await impatient.close();
  jest.useRealTimers();
});

test("a function that is never closed does not keep the run from ending", async () => {
  const fn = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 20_000 });
  expect(await fn.invoke(0)).toBe(0);
});
