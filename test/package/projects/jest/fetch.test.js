/** @jest-environment node */
import { createFunction } from "pythonless";

test("an HTTP call", async () => {
  const source = {
    "main.py": 'def handler(event, context):\n    return {"statusCode": 201, "body": event["httpMethod"]}\n',
  };
  const fn = createFunction({ source, entrypoint: "main.handler", executionTimeoutMs: 20_000 });
  const response = await fn.fetch(new Request("http://localhost/", { method: "PUT" }));
  expect(response).toBeInstanceOf(Response);
  expect([response.status, await response.text()]).toEqual([201, "PUT"]);
  await fn.close();
});
