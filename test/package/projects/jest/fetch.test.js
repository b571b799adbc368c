/** @jest-environment node */
import { createFunction } from "pythonless";

test("an HTTP call", async () => {
  const source = { "main.py": "def handler(event, context):\n    return event['httpMethod']\n" };
  const fn = createFunction({ source, entrypoint: "main.handler" });
  const response = await fn.fetch(new Request("http://localhost/?integration=raw", { method: "PUT" }));
  expect([response.status, response instanceof Response]).toEqual([200, true]);
  await fn.close();
});
