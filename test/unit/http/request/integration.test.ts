import { expect, test } from "vitest";
import { integrationOf } from "../../../../src/http/request/integration.ts";

test.each([
  ["https://localhost/d4e", "http"],
  ["https://localhost/?integration=raw", "raw"],
  ["https://localhost/a/b?x=1&integration=async#integration=raw", "async"],
  ["/?integration=raw", "raw"],
  ["https://localhost/?integration=raw&integration=http", "http"],
  ["https://localhost/?integration=RAW", "http"],
  ["https://localhost/?integration", "http"],
  ["https://localhost/integration=raw", "http"],
  ["https://localhost/#?integration=raw", "http"],
])("%s asks for the integration %s", (url, integration) => {
  expect(integrationOf(url)).toBe(integration);
});
