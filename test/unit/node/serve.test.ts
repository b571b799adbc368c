import { once } from "node:events";
import { Agent, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import type { CloudFunction, FetchOptions } from "../../../src/index.ts";
import { type FunctionServer, serve } from "../../../src/node/index.ts";
import { contractRows } from "../../contract/read.ts";

interface PathRow {
  readonly path: string;
  readonly status: number;
  readonly body?: string;
}

let serving: FunctionServer | undefined;
afterEach(() => serving?.close());

async function serveThat(
  fetch: CloudFunction["fetch"],
  onError?: (error: unknown) => void,
): Promise<FunctionServer> {
  serving = await serve({ functionName: "d4efake", fetch }, { port: 0, ...(onError && { onError }) });
  return serving;
}

/** A promise to settle from outside; Node 20 has no `Promise.withResolvers`. */
function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Writes bytes to the server and gives all that comes back until it hangs up. */
async function converse(port: number, bytes: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(bytes);
  let answer = "";
  for await (const chunk of socket) answer += chunk;
  return answer;
}

describe("a request", () => {
  test("reaches the function with method, query, headers, body and the caller's address", async () => {
    let seen: unknown;
    const { url } = await serveThat(async (request, options) => {
      const { method, headers } = request;
      seen = { method, url: request.url, type: headers.get("content-type"), ip: options?.sourceIp };
      return new Response(await request.text(), { status: 201 });
    });
    const response = await fetch(`${url}?a=1&a=2`, { method: "POST", body: "Привет" });
    expect([response.status, response.statusText, await response.text()]).toEqual([201, "Created", "Привет"]);
    expect(seen).toEqual({
      method: "POST",
      url: `${url}?a=1&a=2`,
      type: "text/plain;charset=UTF-8",
      ip: "127.0.0.1",
    });
  });

  test("tells repeated headers apart when they are iterated", async () => {
    let pairs: [string, string][] = [];
    const { port } = await serveThat(async (request) => {
      pairs = [...request.headers].filter(([name]) => name.toLowerCase() === "x-a");
      return new Response(await request.arrayBuffer());
    });
    const head =
      "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\n";
    expect(await converse(port, `${head}hi`)).toMatch(/\r\n\r\nhi$/);
    expect(pairs).toEqual([
      ["X-A", "1"],
      ["x-a", "2"],
    ]);
  });

  test.each(contractRows<PathRow>("server-paths"))("$name ($section)", async ({ path, status, body }) => {
    const { url } = await serveThat(async () => new Response("here"));
    const response = await fetch(url + path);
    expect([response.status, await response.text()]).toEqual([status, body ?? "here"]);
    if (body !== undefined) expect(response.headers.get("content-type")).toBe("application/json");
  });

  test("that expects 100-continue is told to go on", async () => {
    const { port } = await serveThat(async (request) => new Response(await request.text()));
    const request = httpRequest({ port, method: "POST", headers: { expect: "100-continue" } });
    request.flushHeaders();
    await once(request, "continue");
    request.end("data");
    const [response] = await once(request, "response");
    expect(Buffer.concat(await response.toArray()).toString()).toBe("data");
  });

  test("is aborted when its client hangs up, and nobody complains", async () => {
    const errors: unknown[] = [];
    const signal = deferred<AbortSignal>();
    const { url } = await serveThat(
      (_request, options?: FetchOptions) =>
        new Promise((_resolve, reject) => {
          options?.signal?.addEventListener("abort", () => reject(options.signal?.reason));
          if (options?.signal) signal.resolve(options.signal);
        }),
      (error) => errors.push(error),
    );
    const hangUp = new AbortController();
    const call = fetch(url, { signal: hangUp.signal }).catch(() => "hung up");
    const received = await signal.promise;
    hangUp.abort();
    expect(await call).toBe("hung up");
    if (!received.aborted) await once(received, "abort");
    expect(errors).toEqual([]);
  });
});

describe("a response", () => {
  test("keeps repeated Set-Cookie apart and bytes as they are, and names its length", async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const { url } = await serveThat(async () => {
      const headers = new Headers([
        ["Set-Cookie", "a=1"],
        ["Set-Cookie", "b=2"],
      ]);
      return new Response(bytes, { headers });
    });
    const response = await fetch(url);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(response.headers.get("content-length")).toBe("256");
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  test("goes out as the function encoded it", async () => {
    const asked: (boolean | undefined)[] = [];
    const { url } = await serveThat(async (_request, options) => {
      asked.push(options?.decompress);
      return new Response(gzipSync("hello"), { headers: { "Content-Encoding": "gzip" } });
    });
    const response = await fetch(url);
    expect([response.headers.get("content-encoding"), await response.text()]).toEqual(["gzip", "hello"]);
    expect(asked).toEqual([false]);
  });

  test("to HEAD has the length and no body", async () => {
    const { port } = await serveThat(async () => new Response("hello"));
    const answer = await converse(port, "HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toMatch(/content-length: 5\r\n/i);
    expect(answer).toMatch(/\r\n\r\n$/);
  });

  test.each([204, 304])("with status %i has neither body nor length", async (status) => {
    const { url } = await serveThat(async () => new Response(null, { status }));
    const response = await fetch(url);
    expect([response.status, response.headers.get("content-length"), await response.text()]).toEqual([
      status,
      null,
      "",
    ]);
  });

  test("is a 500 when what never fails has failed; the next request is served", async () => {
    const errors: unknown[] = [];
    let calls = 0;
    const { url } = await serveThat(
      async () => {
        calls += 1;
        if (calls === 1) throw new Error("impossible");
        return new Response("fine");
      },
      (error) => errors.push(error),
    );
    const response = await fetch(url);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      errorCode: 500,
      errorMessage: "Internal error",
      errorType: "ServerError",
    });
    expect(errors).toEqual([new Error("impossible")]);
    expect(await (await fetch(url)).text()).toBe("fine");
  });
});

describe("close()", () => {
  test("lets the call in flight finish, on a connection that was to be kept", async () => {
    const started = deferred<void>();
    const finish = deferred<Response>();
    const { port, close } = await serveThat(() => {
      started.resolve();
      return finish.promise;
    });
    const request = httpRequest({ port, agent: new Agent({ keepAlive: true }) }).end();
    await started.promise;
    const closed = close();
    finish.resolve(new Response("late"));
    const [response] = await once(request, "response");
    expect(response.headers.connection).toBe("close");
    expect(Buffer.concat(await response.toArray()).toString()).toBe("late");
    await closed;
  });

  test("does not wait for connections on which nothing was asked", async () => {
    const { port, close } = await serveThat(async () => new Response("hello"));
    const silent = connect(port, "127.0.0.1");
    await once(silent, "connect");
    silent.on("error", () => {});
    const hungUp = once(silent, "close");
    await close();
    await hungUp;
  });

  test("can be called twice, and refuses later calls", async () => {
    const { url, close } = await serveThat(async () => new Response("hello"));
    await Promise.all([close(), close()]);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });
});

test("a port that is taken rejects with the error of listen", async () => {
  const { port } = await serveThat(async () => new Response("hello"));
  await expect(
    serve({ functionName: "x", fetch: async () => new Response() }, { port }),
  ).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
});
