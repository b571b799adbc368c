import { runInNewContext } from "node:vm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { servePackage } from "../../browser-demo/serve.mjs";
import { connect } from "./shared-chromium.ts";

/** What is left in a web worker of ours, told by a worker that runs our entry and then looks around. */
interface Left {
  readonly names: string[];
  readonly inherited: string[];
  readonly compiled: string[];
}

const LOOK_AROUND = `
const post = postMessage.bind(globalThis);
const wait = setTimeout.bind(globalThis);
const makers = [() => {}, async () => {}, function* () {}, async function* () {}];
await import(new URL("/web/worker.js", ORIGIN).href);
await new Promise((resolve) => wait(resolve, 200));
const inherited = [];
for (let place = Object.getPrototypeOf(globalThis); place !== Object.prototype; place = Object.getPrototypeOf(place)) {
  inherited.push(...Reflect.ownKeys(place).map(String));
}
const compiled = makers.map((maker) => {
  try { return typeof maker.constructor("return 1"); } catch (error) { return error.name; }
});
post({ names: Reflect.ownKeys(globalThis).map(String), inherited, compiled });
`;

let site: Awaited<ReturnType<typeof servePackage>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  site = await servePackage(0);
  browser = await connect();
  page = await browser.newPage();
  await page.goto(new URL("blank.html", site.url).href);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function lookAround(): Promise<Left> {
  const code = `const ORIGIN = ${JSON.stringify(site.url)};${LOOK_AROUND}`;
  return page.evaluate(
    (code) =>
      new Promise<Left>((resolve, reject) => {
        const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
        const worker = new Worker(url, { type: "module" });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      }),
    code,
  );
}

/** Ours, in place of the browser's. */
const INSTALLED = [
  ...[
    "AbortSignal",
    "MessageChannel",
    "TextDecoder",
    "TextEncoder",
    "URL",
    "WorkerGlobalScope",
    "clearTimeout",
  ],
  ...["console", "crypto", "location", "navigator", "performance", "self", "setTimeout"],
];

test("a worker has the language and what we put in, and nothing of the browser", async () => {
  const { names, inherited, compiled } = await lookAround();
  const language: string[] = runInNewContext("Object.getOwnPropertyNames(globalThis)");
  const beyond = names.filter((name) => !INSTALLED.includes(name) && !language.includes(name));
  // Constants of the interface, and of the language where it is newer than this Node.
  expect(
    beyond.filter(
      (name) =>
        !/^(TEMPORARY|PERSISTENT|Iterator|Float16Array|\w*DisposableStack|SuppressedError)$/.test(name),
    ),
  ).toEqual([]);
  for (const name of [
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "WebTransport",
    "importScripts",
    "indexedDB",
    "caches",
    "Worker",
    "SharedWorker",
    "BroadcastChannel",
    "MessagePort",
    "postMessage",
    "addEventListener",
    "close",
    "eval",
    "reportError",
    "structuredClone",
    "queueMicrotask",
    "trustedTypes",
    "scheduler",
  ]) {
    expect([...names, ...inherited]).not.toContain(name);
  }
  expect(inherited.filter((name) => !/^(TEMPORARY|PERSISTENT)$/.test(name))).toEqual([]);
  expect(compiled).toEqual(["EvalError", "EvalError", "EvalError", "EvalError"]);
});
