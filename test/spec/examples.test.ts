import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { events } from "../../src/events/index.ts";
import { useHost } from "./host.ts";

const host = useHost();
const examples = fileURLToPath(new URL("../../examples/", import.meta.url));

interface Row {
  readonly name: string;
  readonly entrypoint?: string;
  readonly event?: unknown;
  /** In place of the event: what `events` makes of it. */
  readonly builder?: readonly [name: string, argument?: object];
  readonly value?: unknown;
  readonly error?: object;
}

/** A file of examples/triggers, the event that it is called with, and what it answers. */
const TRIGGERS: readonly (readonly [file: string, builder: string, argument: object, value: unknown])[] = [
  ["timer", "timer", { messages: [{ body: "sweep" }, { body: "count" }] }, ["swept", "counted"]],
  [
    "message_queue",
    "messageQueue",
    { messages: [{ body: '{"amount": 2}' }, { body: '{"amount": 3}' }] },
    { total: 5 },
  ],
  [
    "object_storage",
    "objectStorage",
    { messages: [{ bucketId: "photos", objectId: "cat.jpg" }, { eventType: "ObjectDelete" }] },
    ["photos/cat.jpg"],
  ],
  ["iot_device", "iotDevice", { deviceId: "are1", body: '{"celsius": 21.5}' }, { are1: 21.5 }],
  ["iot_broker", "iotBroker", { mqttTopic: "doors/front", body: "открыта" }, { front: "открыта" }],
  [
    "container_registry",
    "containerRegistry",
    { eventType: "CreateImageTag", repositoryName: "crt1/shop", tag: "1.2.0", imageDigest: "sha256:0" },
    ["1.2.0: crt1/shop@sha256:0"],
  ],
  [
    "cloud_logging",
    "cloudLogging",
    {
      messages: [
        { time: "2021-09-02T18:29:17.118082213Z", level: "ERROR", message: "no teapots left" },
        { message: "all is well" },
      ],
    },
    ["18:29:17 no teapots left"],
  ],
  ["cloud_logs", "cloudLogs", { logStreamName: "shop" }, { shop: 1 }],
  ["budget", "budget", { budgetDisplayName: "shop", amount: 91, budgetedAmount: 200 }, { shop: 45.5 }],
  ["data_streams", "dataStreams", { messages: [{ celsius: 21 }, { celsius: 22 }] }, 21.5],
  ["email_letter", "email", { headers: { subject: "Order 17" }, body: "tea" }, ["Order 17 (3 characters)"]],
  ["telegram", "telegram", { body: "tea", chatId: 42 }, { method: "sendMessage", chat_id: 42, text: "aet" }],
  [
    "monitoring_alert",
    "monitoringAlert",
    { alertName: "disk", annotations: { host: "db1" } },
    "disk is ALARM on db1",
  ],
  ["websocket", "websocket", { eventType: "CONNECT" }, { statusCode: 200 }],
  [
    "websocket",
    "websocket",
    { body: "привет" },
    { statusCode: 200, headers: { "Content-Type": "text/plain" }, body: "привет (0 here)" },
  ],
  ["websocket", "websocket", { eventType: "DISCONNECT" }, { statusCode: 200 }],
  [
    "authorizer",
    "authorizer",
    { path: "/orders", headers: { authorization: "Bearer secret" } },
    { isAuthorized: true, context: { name: "Ada", path: "/orders" } },
  ],
  ["authorizer", "authorizer", {}, { isAuthorized: false, context: { name: null, path: "/" } }],
  ["http_call", "http", { query: { times: "2" }, body: "tea" }, { statusCode: 200, body: "teatea" }],
  [
    "http_call",
    "http",
    { headers: { "content-type": "application/json" }, body: '{"word": "pot"}' },
    { statusCode: 200, body: "pot" },
  ],
];

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
  {
    name: "page",
    event: { queryStringParameters: { name: "<Ada>" } },
    value: {
      statusCode: 200,
      headers: expect.anything(),
      body: expect.stringContaining("<h1>Teapots for &lt;Ada&gt;</h1>"),
    },
  },
  {
    name: "picture",
    event: { queryStringParameters: {} },
    // The signature of PNG, and its header.
    value: expect.objectContaining({
      isBase64Encoded: true,
      body: expect.stringMatching(/^iVBORw0KGgoAAAANSUhEUgAAAQAAAAEA/),
    }),
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
  ...TRIGGERS.map(([file, builder, argument, value]) => ({
    name: "triggers",
    entrypoint: `${file}.handler`,
    builder: [builder, argument] as const,
    value,
  })),
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

  test.each(ROWS)("$name answers $event $builder", async (row) => {
    const fn = await host.open(filesOf(row.name), {
      entrypoint: row.entrypoint ?? "main.handler",
      executionTimeoutMs: JSON.stringify(row.event ?? "").includes("hang") ? 500 : 10_000,
    });
    const event = row.builder ? await host.event(...row.builder) : row.event;
    const execution = await fn.execute(event);
    if (row.error) expect(execution.error).toMatchObject(row.error);
    else expect(execution.value).toEqual(row.value);
  });

  test("the room of websocket counts who is in it", async () => {
    const fn = await host.open(filesOf("triggers"), { entrypoint: "websocket.handler" });
    const says = async (argument: object) =>
      (await fn.execute(await host.event("websocket", { connectionId: "ada", ...argument }))).value;
    await says({ eventType: "CONNECT" });
    expect(await says({ body: "hi" })).toMatchObject({ body: "hi (1 here)" });
    await says({ eventType: "DISCONNECT" });
    expect(await says({ body: "hi" })).toMatchObject({ body: "hi (0 here)" });
  });

  test("every trigger has a row, and so has every builder", () => {
    const files = TRIGGERS.map(([file]) => `${file}.py`);
    expect([...new Set(files)].sort()).toEqual(readdirSync(join(examples, "triggers")).sort());
    const builders = TRIGGERS.map(([, builder]) => builder);
    expect([...new Set(builders)].sort()).toEqual(Object.keys(events).sort());
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
