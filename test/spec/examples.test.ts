import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { useHost } from "./host.ts";

const host = useHost();
const examples = fileURLToPath(new URL("../../examples/", import.meta.url));

interface Row {
  readonly name: string;
  readonly entrypoint?: string;
  readonly event?: unknown;
  readonly value?: unknown;
  readonly error?: object;
}

const ROWS: readonly Row[] = [
  { name: "hello", event: { name: "Ada" }, value: { statusCode: 200, body: "Hello, Ada!" } },
  {
    name: "async",
    value: {
      prices: [
        { shop: "north", price: 500 },
        { shop: "east", price: 400 },
        { shop: "southwest", price: 900 },
      ],
      wasQuick: expect.any(Boolean),
    },
  },
  {
    name: "http-echo",
    event: { a: 1 },
    value: { statusCode: 200, headers: expect.anything(), body: expect.any(String) },
  },
  { name: "errors", event: {}, value: "all is well" },
  {
    name: "errors",
    event: { kind: "raise" },
    error: { errorType: "OutOfStock", errorMessage: "no teapots are left" },
  },
  { name: "errors", event: { kind: "cause" }, error: { errorType: "OutOfStock" } },
  { name: "errors", event: { kind: "bytes" }, error: { code: "RESULT_NOT_JSON" } },
  { name: "errors", event: { kind: "exit" }, error: { code: "USER_CODE_CRASHED" } },
  { name: "errors", event: { kind: "hang" }, error: { code: "EXECUTION_TIMEOUT" } },
  { name: "logging", value: "logged" },
  {
    name: "package",
    entrypoint: "index.handler",
    event: { items: ["teapot", "cup"] },
    value: { total: 1450 },
  },
  { name: "counters", value: { calls: 1, visits: 1 } },
  {
    name: "sqlite",
    event: {
      orders: [
        { item: "cup", amount: 2 },
        { item: "cup", amount: 3 },
      ],
    },
    value: { cup: 5 },
  },
];

describe("the examples", () => {
  test("hello greets over HTTP too", async () => {
    const fn = await host.open(filesOf("hello"));
    expect(await fn.fetch({ url: "http://localhost/?name=Ada" })).toMatchObject({
      status: 200,
      body: "Hello, Ada!",
    });
    expect(await fn.fetch({ url: "http://localhost/" })).toMatchObject({
      status: 200,
      body: "Hello, world!",
    });
  });

  test.each(ROWS)("$name answers $event", async (row) => {
    const fn = await host.open(filesOf(row.name), {
      entrypoint: row.entrypoint ?? "main.handler",
      executionTimeoutMs: JSON.stringify(row.event ?? "").includes("hang") ? 500 : 10_000,
    });
    const execution = await fn.execute(row.event);
    if (row.error) expect(execution.error).toMatchObject(row.error);
    else expect(execution.value).toEqual(row.value);
  });

  test("every folder has a row", () => {
    expect([...new Set(ROWS.map((row) => row.name))].sort()).toEqual(readdirSync(examples).sort());
  });
});

function filesOf(name: string): Record<string, string> {
  const folder = join(examples, name);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".pyc"))
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.map((path) => [relative(folder, path).replaceAll("\\", "/"), readFileSync(path, "utf8")]),
  );
}
