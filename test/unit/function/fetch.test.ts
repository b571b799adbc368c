import { expect, test, vi } from "vitest";
import { open } from "./open-function.ts";

vi.mock("../../../src/platform/node/platform.ts", () => import("./fake-host.ts"));

test("fetch() answers 500 when the interpreter does not start", async () => {
  const fn = open({ start: () => ({ kind: "failed", reason: "no memory" }) });
  const response = await fn.fetch(new Request("http://localhost/"));
  expect([response.status, await response.text()]).toEqual([
    500,
    '{"errorCode":500,"errorMessage":"Internal error","errorType":"ServerError"}',
  ]);
});

test("fetch() answers 502 with the reason when a wheel cannot be read: the function is to blame", async () => {
  const fn = open({}, { wheels: [new Uint8Array(3)] });
  const error = { code: "SOURCE_UNREADABLE", blame: "function", phase: "init" };
  expect(await fn.execute()).toMatchObject({ outcome: "rejected", error });
  const response = await fn.fetch(new Request("http://localhost/"));
  expect([response.status, response.headers.get("X-Function-Error")]).toEqual([502, "true"]);
  expect(await response.json()).toEqual({
    errorMessage: expect.stringMatching(/^wheels\[0\]: expected a zip archive, got 3 bytes/),
    errorType: "UsageError",
  });
});

test.each([
  ["http://localhost/", {}, 'fetch(): expected a Request, got "http://localhost/"; write new Request(url).'],
  [undefined, {}, "fetch(): expected a Request, got a value of type undefined; write new Request(url)."],
  [
    new Request("http://a/"),
    { sourceIP: "::1" },
    'fetch(): unknown option "sourceIP". Did you mean sourceIp?',
  ],
  [
    new Request("http://a/"),
    { gateway: { path: "x" } },
    "gateway.path: expected a path of the specification",
  ],
  [
    new Request("http://a/b"),
    { gateway: { path: "/c" } },
    "gateway.path: expected a template that the URL's path",
  ],
])("fetch(%s, %j) is refused", async (request, options, sentence) => {
  const fn = open();
  await expect(fn.fetch(request as Request, options as never)).rejects.toThrow(sentence);
});
