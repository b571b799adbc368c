/** A user's script: every way to call a function, and a line of JSON that says what came of it. */
import { createFunction, FunctionError, jsonText } from "pythonless";

const source = {
  "main.py": `
import os

import helper


def handler(event, context):
    if event == "boom":
        raise ValueError("boom")
    if isinstance(event, dict) and "httpMethod" in event:
        return {"statusCode": 201, "headers": {"X-Method": event["httpMethod"]}, "body": event["body"]}
    return [helper.twice(event), os.environ["GREETING"], context.memory_limit_in_mb]
`,
  "helper.py": "def twice(value):\n    return value * 2\n",
};

const logs = [];
const fn = createFunction({
  source,
  entrypoint: "main.handler",
  environment: { GREETING: "привет" },
  executionTimeoutMs: 10_000,
  onLog: (record) => logs.push(record),
});

const invoked = await fn.invoke("ab");
const { text } = await fn.execute(jsonText("12345678901234567890"));
const failure = await fn.invoke("boom").catch((error) => error);
const response = await fn.fetch(
  new Request("http://localhost/path", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify("тело"),
  }),
);

console.log(
  JSON.stringify({
    invoked,
    digits: text.match(/\d+/)[0],
    failure: { known: failure instanceof FunctionError, code: failure.code, type: failure.errorType },
    response: [response.status, response.headers.get("x-method"), await response.text()],
    hasLogs: logs.some((record) => record.source === "system"),
  }),
);

// With "--forget" the process has to end by itself, the interpreter still in its worker.
if (!process.argv.includes("--forget")) await fn.close();
