import { describe, expect, test } from "vitest";
import { readRequest } from "../../../../src/http/request/request.ts";

const url = "https://localhost/a?b=1";

describe("reading a request", () => {
  test("gives method, URL, headers and bytes", async () => {
    const request = new Request(url, {
      method: "PUT",
      body: new Uint8Array([0, 255]),
      headers: { "X-A": "1" },
    });
    expect(await readRequest(request, 2)).toEqual({
      kind: "request",
      method: "PUT",
      url,
      headers: [["x-a", "1"]],
      body: new Uint8Array([0, 255]),
    });
  });

  test("gives no bytes for a request without a body", async () => {
    expect(await readRequest(new Request(url), 0)).toMatchObject({ kind: "request", body: new Uint8Array() });
  });

  test("keeps repeated headers apart when they come as pairs", async () => {
    const headers: [string, string][] = [
      ["X-A", "1"],
      ["x-a", "2"],
    ];
    const request = { method: "GET", url, headers, body: null, arrayBuffer: async () => new ArrayBuffer(0) };
    expect(await readRequest(request, 10)).toMatchObject({ headers });
  });

  test("reads a request that has no stream, as Firefox's", async () => {
    const arrayBuffer = async () => new Uint8Array([1, 2, 3]).buffer;
    const request = { method: "POST", url, headers: new Headers(), arrayBuffer };
    expect(await readRequest(request, 3)).toMatchObject({ body: new Uint8Array([1, 2, 3]) });
    expect(await readRequest(request, 2)).toEqual({ kind: "too-large", limitBytes: 2 });
  });

  test("refuses a length that is announced over the limit without reading", async () => {
    const { body, pulls, cancellations } = endlessBody();
    const request = new Request(url, {
      method: "POST",
      body,
      headers: { "Content-Length": "11" },
      ...halfDuplex,
    });
    const pullsBefore = pulls();
    expect(await readRequest(request, 10)).toEqual({ kind: "too-large", limitBytes: 10 });
    expect(pulls()).toBe(pullsBefore);
    expect(cancellations()).toBe(1);
  });

  test("sees an announced length whatever the case of its name", async () => {
    const arrayBuffer = () => Promise.reject(new Error("was read"));
    const request = {
      method: "POST",
      url,
      headers: [["CONTENT-LENGTH", "11"]] as [string, string][],
      arrayBuffer,
    };
    expect(await readRequest(request, 10)).toEqual({ kind: "too-large", limitBytes: 10 });
  });

  test("does not believe a length that is announced too small or not a number", async () => {
    for (const length of ["1", "many", "-5"]) {
      const request = new Request(url, {
        method: "POST",
        body: "12345678901",
        headers: { "Content-Length": length },
      });
      expect(await readRequest(request, 10)).toEqual({ kind: "too-large", limitBytes: 10 });
    }
  });

  test("stops reading an endless body once the limit is passed", async () => {
    const { body, pulls, cancellations } = endlessBody();
    const request = new Request(url, { method: "POST", body, ...halfDuplex });
    expect(await readRequest(request, 10)).toEqual({ kind: "too-large", limitBytes: 10 });
    expect(pulls()).toBeLessThan(6);
    expect(cancellations()).toBe(1);
  });

  test("reads a body of exactly the limit that comes in pieces", async () => {
    const request = new Request(url, { method: "POST", body: streamOf([[1, 2], [], [3]]), ...halfDuplex });
    expect(await readRequest(request, 3)).toMatchObject({ body: new Uint8Array([1, 2, 3]) });
  });

  test("rejects a stream of anything but bytes", async () => {
    const body = new ReadableStream({ start: (controller) => controller.enqueue("text") });
    const request = { method: "POST", url, headers: [], body, arrayBuffer: () => Promise.reject() };
    await expect(readRequest(request, 10)).rejects.toThrow("streamed a value of type string");
  });

  test("rejects when the sender breaks off", async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error("gone")) });
    const request = new Request(url, { method: "POST", body, ...halfDuplex });
    await expect(readRequest(request, 10)).rejects.toThrow("gone");
  });
});

const halfDuplex = { duplex: "half" } as const;

function streamOf(chunks: readonly number[][]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new Uint8Array(chunk));
      controller.close();
    },
  });
}

function endlessBody() {
  let pulls = 0;
  let cancellations = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls += 1;
      controller.enqueue(new Uint8Array(4));
    },
    // Never settles: the answer must not wait for it.
    cancel() {
      cancellations += 1;
      return new Promise(() => undefined);
    },
  });
  return { body, pulls: () => pulls, cancellations: () => cancellations };
}
