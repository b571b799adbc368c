import { describe, expect, test } from "vitest";
import type { OutboundFetch } from "../../../src/api/options.ts";
import { Outbound } from "../../../src/outbound/outbound.ts";
import { fetchCapabilities } from "../../../src/platform/node/fetch-capabilities.ts";
import type { ExchangeStep, ReplyMessage, StepMessage } from "../../../src/wire/protocol.ts";
import { REPLY_SLOT_BYTES, SHARED_BYTES } from "../../../src/wire/shared-memory.ts";
import { ReplySlot } from "../../../src/worker/reply-slot.ts";
import { settled, until } from "../turns.ts";

/** An instance's line to the network, with what comes back by it. */
function lineTo(fetch: OutboundFetch | false, shared?: SharedArrayBuffer) {
  const replies: { stepId: number; kind: string; [name: string]: unknown }[] = [];
  const heard: (() => void)[] = [];
  let distrusted = 0;
  const post = ({ frame }: ReplyMessage): void => {
    replies.push(opened(frame));
    heard.shift()?.();
  };
  const distrust = (): void => {
    distrusted += 1;
  };
  const outbound = new Outbound(
    { fetch, token: null, capabilities: fetchCapabilities },
    { shared, worker: { calls: { post } } },
    distrust,
  );
  let stepId = 0;
  return {
    outbound,
    distrusted: () => distrusted,
    send(step: object, bytes = new Uint8Array(), isBlocking = false): void {
      const message = {
        kind: "step",
        stepId: ++stepId,
        isBlocking,
        payload: bytes,
        step: step as ExchangeStep,
      };
      outbound.receive(message as StepMessage);
    },
    async ask(step: object, bytes?: Uint8Array) {
      const reply = new Promise<void>((resolve) => heard.push(resolve));
      this.send(step, bytes as Uint8Array<ArrayBuffer>);
      await reply;
      return replies.at(-1);
    },
  };
}

function opened(frame: Uint8Array) {
  const end = frame.indexOf(10);
  const told = JSON.parse(new TextDecoder().decode(frame.subarray(0, end)));
  return { ...told, text: new TextDecoder().decode(frame.subarray(end + 1)) };
}

const OPEN = {
  kind: "open",
  exchangeId: 1,
  method: "GET",
  url: "http://a.example/b",
  headers: [],
  redirect: "manual",
  body: "none",
} as const;
const READ = { kind: "read", exchangeId: 1 } as const;

describe("an exchange", () => {
  test("gives the request to fetch, and its response piece by piece", async () => {
    const line = lineTo(async (request) => {
      const headers = { "x-told": `${request.method} ${request.url} ${request.headers.get("x-a")}` };
      return new Response(await request.text(), { status: 201, headers });
    });
    const step = { ...OPEN, method: "PUT", headers: [["X-A", "1"]], body: "whole" };
    const head = await line.ask(step, new TextEncoder().encode("hello"));
    expect(head).toMatchObject({ stepId: 1, kind: "head", status: 201 });
    expect(head?.["headers"]).toContainEqual(["x-told", "PUT http://a.example/b 1"]);
    expect(head).toMatchObject({ text: "hello", isLast: true });
  });

  test("whose body comes later waits for each piece, and knows the last one where it can", async () => {
    let more: ReadableStreamDefaultController<Uint8Array> | undefined;
    const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      more = controller;
    };
    const line = lineTo(() => new Response(new ReadableStream({ start })));
    expect(await line.ask(OPEN)).toMatchObject({ kind: "head", text: "", isLast: false });
    const first = line.ask(READ);
    more?.enqueue(new TextEncoder().encode("ab"));
    expect(await first).toMatchObject({ kind: "data", text: "ab", isLast: false });
    more?.enqueue(new TextEncoder().encode("cd"));
    more?.close();
    expect(await line.ask(READ)).toMatchObject({ kind: "data", text: "cd", isLast: true });
    expect(await line.ask(READ)).toMatchObject({ kind: "failure", failure: "reset" });
  });

  test("comes in pieces that fit beside their heads", async () => {
    const line = lineTo(() => new Response("a".repeat(300 * 1024)));
    const lengths = [];
    for (let reply = await line.ask(OPEN); ; reply = await line.ask(READ)) {
      lengths.push(String(reply?.["text"]).length / 1024);
      if (reply?.["isLast"] === true) break;
    }
    expect(lengths).toEqual([64, 192, 44]);
  });

  test("whose body breaks off gives what came of it, and then fails", async () => {
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) =>
      controller.error(new Error("no"));
    const start = (controller: ReadableStreamDefaultController<Uint8Array>) =>
      controller.enqueue(new TextEncoder().encode("ab"));
    const line = lineTo(() => new Response(new ReadableStream({ start, pull }, { highWaterMark: 0 })));
    expect(await line.ask(OPEN)).toMatchObject({ kind: "head", text: "ab", isLast: false });
    expect(await line.ask(READ)).toMatchObject({ kind: "failure", failure: "hung-up" });
  });

  test("sends a body on while it is written, and takes no more than is wanted", async () => {
    let take: () => void = () => {};
    const taken = new Promise<void>((resolve) => {
      take = resolve;
    });
    const line = lineTo(async (request) => {
      await taken;
      return new Response(await request.text());
    });
    await line.ask({ ...OPEN, method: "POST", body: "streamed" });
    const send = { kind: "send", exchangeId: 1, isLast: false };
    const first = line.ask(send, new TextEncoder().encode("ab"));
    const isSlow = await Promise.race([first, settled().then(() => "waits")]);
    expect(isSlow).toBe("waits");
    take();
    expect(await first).toMatchObject({ kind: "more" });
    expect(await line.ask({ ...send, isLast: true }, new TextEncoder().encode("cd"))).toMatchObject({
      kind: "head",
      text: "abcd",
    });
  });

  test("is refused without fetch, by the name of the host", async () => {
    expect(await lineTo(false).ask(OPEN)).toMatchObject({
      failure: "not-allowed",
      message: expect.stringContaining("a.example: outbound HTTP is off. createFunction({ fetch: "),
    });
  });

  test.each([
    ["undefined", () => undefined as unknown as Response, "failed"],
    ["an error response", () => Response.error(), "failed"],
    ["a body of text", () => new Response(new ReadableStream({ start: (it) => it.enqueue("a") })), undefined],
  ])("with a fetch that gives %s fails", async (_, fetch, failure) => {
    const line = lineTo(fetch);
    const reply = await line.ask(OPEN);
    expect((reply?.kind === "head" ? await line.ask(READ) : reply)?.["failure"]).toBe(failure ?? "hung-up");
  });

  test("that fetch cannot make says why", async () => {
    const line = lineTo(() => new Response());
    expect(await line.ask({ ...OPEN, body: "whole" }, new Uint8Array(1))).toMatchObject({
      failure: "invalid",
      message: expect.stringContaining("a.example: "),
    });
  });

  test("whose headers do not fit says so", async () => {
    const line = lineTo(() => new Response("", { headers: { "x-a": "a".repeat(REPLY_SLOT_BYTES) } }));
    expect(await line.ask(OPEN)).toMatchObject({ failure: "failed" });
  });
});

describe("at the end of a call", () => {
  test("requests are aborted, and who waits for them is told", async () => {
    let signal: AbortSignal | undefined;
    const line = lineTo((request) => {
      signal = request.signal;
      return new Promise(() => {});
    });
    const reply = line.ask(OPEN);
    await until(() => signal !== undefined);
    line.outbound.closeAll();
    expect(await reply).toMatchObject({ failure: "reset" });
    expect(signal?.aborted).toBe(true);
  });

  test("bodies are cancelled", async () => {
    let isCancelled = false;
    const cancel = () => {
      isCancelled = true;
    };
    const line = lineTo(() => new Response(new ReadableStream({ cancel })));
    await line.ask(OPEN);
    const reply = line.ask(READ);
    line.outbound.closeAll();
    expect(await reply).toMatchObject({ kind: "failure", failure: "reset" });
    expect(isCancelled).toBe(true);
    expect(await line.ask(READ)).toMatchObject({ failure: "reset" });
  });
});

test("replies to steps that block wait in line for the mailbox", async () => {
  const shared = new SharedArrayBuffer(SHARED_BYTES);
  const mailbox = new ReplySlot(new Int32Array(shared));
  const line = lineTo((request) => new Response(null, { headers: { "x-url": request.url } }), shared);
  for (const exchangeId of [1, 2]) line.send({ ...OPEN, exchangeId }, new Uint8Array(), true);
  const first = await until(() => mailbox.take(0));
  await settled();
  expect(opened(first)).toMatchObject({ stepId: 1, kind: "head" });
  expect(mailbox.take(0)).toBeUndefined();
  line.outbound.receive({ kind: "received" });
  const second = mailbox.take(0);
  expect(second && opened(second)).toMatchObject({ stepId: 2, kind: "head" });
});

test.each([
  ["no step", {}],
  ["an unknown kind", { step: { kind: "conquest", exchangeId: 1 } }],
  ["a file", { step: { ...OPEN, url: "file:///etc/passwd" } }],
  ["a blob", { step: { ...OPEN, url: "blob:http://a.example/b" } }],
  ["headers that are no pairs", { step: { ...OPEN, headers: [["a"]] } }],
  ["headers that are no text", { step: { ...OPEN, headers: [["a", { toString: 1 }]] } }],
  ["an id that is no number", { step: { ...OPEN, exchangeId: "1" } }],
  ["bytes that are none", { step: OPEN, payload: "abc" }],
])("a step with %s is not taken", (_, forged) => {
  const line = lineTo(() => new Response());
  const message = { kind: "step", stepId: 1, isBlocking: false, payload: new Uint8Array(), ...forged };
  line.outbound.receive(message as unknown as StepMessage);
  expect(line.distrusted()).toBe(1);
});
