import { createFunction, FunctionError } from "pythonless";
import { afterAll, expect, test } from "vitest";

const fn = createFunction({
  source: {
    "main.py": `
def handler(event, context):
    if isinstance(event, dict):
        return {"statusCode": 200, "headers": {"Content-Type": "text/plain"}, "body": event["httpMethod"]}
    return 100 // event
`,
  },
  entrypoint: "main.handler",
  executionTimeoutMs: 20_000,
});

afterAll(() => fn.close());

test("a user's test calls a function", async () => {
  expect(await fn.invoke(4)).toBe(25);
});

test("a user's test sees a Python exception", async () => {
  const failure = await fn.invoke(0).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(FunctionError);
  expect(failure).toMatchObject({ code: "HANDLER_RAISED", errorType: "ZeroDivisionError" });
});

// Under happy-dom this is happy-dom's Request, not Node's.
test("a user's test makes an HTTP call with the Request it has", async () => {
  const response = await fn.fetch(new Request("http://localhost/", { method: "PUT", body: "text" }));
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("PUT");
});
