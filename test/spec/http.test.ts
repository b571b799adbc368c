import { describe, expect, test } from "vitest";
import { useHost } from "./host.ts";

const host = useHost();

const ECHO =
  "import json\ndef handler(event, context):\n    return {'statusCode': 200, 'body': json.dumps({'event': event, 'context': context}, default=vars)}";

describe("fetch()", () => {
  test.each(["gzip.compress", "zlib.compress"])("reads a body of %s as fetch does", async (compress) => {
    const fn = await host.open(
      [
        "import base64, gzip, json, zlib",
        "def handler(event, context):",
        `    body = base64.b64encode(${compress}(b'{"ok": true}')).decode()`,
        `    headers = {'Content-Encoding': '${compress === "gzip.compress" ? "gzip" : "deflate"}'}`,
        "    return {'headers': headers, 'body': body, 'isBase64Encoded': True}",
      ].join("\n"),
    );
    const { headers, body } = await fn.fetch({ url: "http://localhost/" });
    expect(headers.map(([name]) => name)).toContain("content-encoding");
    expect(JSON.parse(body)).toEqual({ ok: true });
  });

  test("makes the documented envelope and context of a request", async () => {
    const fn = await host.open(ECHO, { context: { token: "t1.x" } });
    const response = await fn.fetch({
      url: "http://localhost:8080/?param=one",
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "*/*" },
      body: '{"hello": "world"}',
    });
    const { event, context } = JSON.parse(response.body);
    expect(Object.keys(event)).toEqual([
      "httpMethod",
      "headers",
      "url",
      "params",
      "multiValueParams",
      "pathParams",
      "multiValueHeaders",
      "queryStringParameters",
      "multiValueQueryStringParameters",
      "requestContext",
      "body",
      "isBase64Encoded",
    ]);
    expect(event).toMatchObject({
      httpMethod: "POST",
      headers: { Accept: "*/*", "Content-Length": "18", "Content-Type": "application/json" },
      url: "",
      params: {},
      multiValueParams: {},
      pathParams: {},
      multiValueHeaders: { "Content-Type": ["application/json"] },
      queryStringParameters: { param: "one" },
      multiValueQueryStringParameters: { param: ["one"] },
      body: '{"hello": "world"}',
      isBase64Encoded: false,
    });
    const ids = [
      event.requestContext.requestId,
      event.headers["X-Request-Id"],
      context.request_id,
      context.aws_request_id,
      Object.fromEntries(response.headers)["x-request-id"],
    ];
    expect(new Set(ids).size).toBe(1);
    expect(Object.keys(context).sort()).toEqual([
      "aws_request_id",
      "deadline_ms",
      "function_name",
      "function_version",
      "invoked_function_arn",
      "log_group_name",
      "log_stream_name",
      "memory_limit_in_mb",
      "request_id",
      "token",
    ]);
  });

  test.each([
    ["an envelope", "{'statusCode': 201, 'headers': {'X-A': 'b'}, 'body': 'made'}", 201, "made"],
    ["a body alone", "{'body': 'made'}", 200, "made"],
    ["a status alone", "{'statusCode': 204}", 204, ""],
    ["base64", "{'body': 'bWFkZQ==', 'isBase64Encoded': True}", 200, "made"],
    [
      "a dict as body, to the digit",
      "{'body': {'id': 12345678901234567890123}}",
      200,
      '{"id": 12345678901234567890123}',
    ],
  ])("answers %s", async (_kind, result, status, body) => {
    const fn = await host.open(`def handler(event, context): return ${result}`);
    const response = await fn.fetch({ url: "http://localhost/" });
    expect([response.status, response.body]).toEqual([status, body]);
  });

  test.each([
    [
      "an exception",
      "raise KeyError('lyrics')",
      502,
      { errorMessage: "'lyrics'", errorType: "KeyError", stackTrace: expect.any(Array) },
    ],
    [
      "a result of the wrong shape",
      "return 'text'",
      502,
      {
        errorMessage: "Malformed serverless function response: not a valid json",
        errorType: "ProxyIntegrationError",
        payload: '"text"',
      },
    ],
    [
      "an exit",
      "import sys; sys.exit(1)",
      502,
      { errorMessage: "user code crashed", errorType: "JobExecutionDiscarded" },
    ],
    [
      "a timeout",
      "while True: pass",
      504,
      { errorCode: 504, errorMessage: "Execution timeout exceeded", errorType: expect.any(String) },
    ],
  ])("answers %s, and the next call works", async (_kind, statement, status, body) => {
    const fn = await host.open(
      `def handler(event, context):\n    if event['httpMethod'] == 'GET': return {'body': 'fine'}\n    ${statement}`,
      { executionTimeoutMs: 800 },
    );
    const failed = await fn.fetch({ url: "http://localhost/", method: "POST" });
    expect(failed.status).toBe(status);
    expect(JSON.parse(failed.body)).toEqual(body);
    const marked = Object.fromEntries(failed.headers)["x-function-error"];
    expect(marked).toBe(status === 502 ? "true" : undefined);
    expect(await fn.fetch({ url: "http://localhost/" })).toMatchObject({ status: 200, body: "fine" });
  });

  test("with integration=raw passes text both ways", async () => {
    const fn = await host.open("def handler(event, context): return event");
    const response = await fn.fetch({
      url: "http://localhost/?integration=raw",
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: '{"id": 12345678901234567890123, "one": 1.0}',
    });
    expect(response).toMatchObject({ status: 200, body: '{"id": 12345678901234567890123, "one": 1.0}' });
  });

  test("through a gateway makes the gateway's event and answer", async () => {
    const fn = await host.open(ECHO, { context: { functionName: "d4emine" } });
    const response = await fn.fetch({
      url: "http://localhost/orders/7?integration=raw",
      gateway: { path: "/orders/{id}", operationContext: { stage: "test" } },
    });
    const { event } = JSON.parse(response.body);
    expect(event).toMatchObject({
      headers: { Host: "d5dgateway0000000000.apigw.yandexcloud.net", "X-Api-Gateway-Function-Id": "d4emine" },
      url: "/orders/7?integration=raw",
      pathParams: { id: "7" },
      requestContext: { apiGateway: { operationContext: { stage: "test" } } },
    });
    expect(Object.keys(event).at(-1)).toBe("path");
    expect(Object.fromEntries(response.headers)["server"]).toBe("Yandex-API-Gateway/1.0");
  });

  test.each([
    ["auto", "<class 'str'>"],
    ["json", "<class 'list'>"],
    ["text", "<class 'str'>"],
  ] as const)("with rawEvent %s gives JSON that is called text as %s", async (rawEvent, type) => {
    const fn = await host.open("def handler(event, context): return str(type(event))", { rawEvent });
    const response = await fn.fetch({
      url: "http://localhost/?integration=raw",
      method: "POST",
      body: "[1]",
    });
    expect(response.body).toBe(JSON.stringify(type));
  });

  test("with integration=raw warns of None, as invoke() does", async () => {
    const fn = await host.open("def handler(event, context): pass");
    const response = await fn.fetch({ url: "http://localhost/?integration=raw" });
    expect(response.body).toBe("null");
    expect((await fn.heard()).filter((record) => record.level === "WARN")).toHaveLength(1);
  });

  test("refuses a request over the limit before Python sees it", async () => {
    const fn = await host.open("print('imported')\ndef handler(event, context): return {}");
    const response = await fn.fetch({
      url: "http://localhost/",
      method: "POST",
      body: "x".repeat(3_670_017),
    });
    expect(response.status).toBe(413);
    expect(response.body).toBe(
      '{"errorCode":413,"errorMessage":"request entity is larger than limits (3670016)","errorType":"ProxyIntegrationError"}',
    );
    expect(await fn.heard()).toEqual([]);
  });

  test("tells in the log why a result is no answer", async () => {
    const fn = await host.open("def handler(event, context): return 5");
    await fn.fetch({ url: "http://localhost/" });
    const warnings = (await fn.heard()).filter((record) => record.level === "WARN");
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toContain("int");
  });
});
