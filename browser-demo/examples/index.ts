import asyncCode from "../../examples/async/main.py";
import counters from "../../examples/counters/main.py";
import errors from "../../examples/errors/main.py";
import httpEcho from "../../examples/http-echo/main.py";
import logging from "../../examples/logging/main.py";
import prices from "../../examples/package/data/prices.json";
import packageIndex from "../../examples/package/index.py";
import ordersPackage from "../../examples/package/orders/__init__.py";
import ordersPrices from "../../examples/package/orders/prices.py";
import page from "../../examples/page/main.py";
import picture from "../../examples/picture/main.py";
import sqlite from "../../examples/sqlite/main.py";
import { rawRequest } from "../state/event.ts";
import { type Project, projectOf } from "../state/project.ts";
import { emptyRequest, type RequestDraft } from "../state/request.ts";
import { hello } from "./hello.ts";
import { TRIGGERS } from "./triggers.ts";

/** One of the repository's own examples, with a call that shows what it does. */
export interface Example {
  readonly id: string;
  readonly kind: "basics" | "triggers";
  readonly files: Project["files"];
  readonly entrypoint: string;
  readonly makeRequest: () => RequestDraft;
}

const get = (query: RequestDraft["query"] = []): RequestDraft => ({ ...emptyRequest, query });
const raw = (event: unknown): RequestDraft => rawRequest(JSON.stringify(event, null, 2));

function basic(id: string, code: string, makeRequest: () => RequestDraft): Example {
  return { id, kind: "basics", files: { "main.py": code }, entrypoint: "main.handler", makeRequest };
}

export const EXAMPLES: readonly Example[] = [
  {
    id: "hello",
    kind: "basics",
    files: hello.project.files,
    entrypoint: hello.project.entrypoint,
    makeRequest: () => hello.request,
  },
  basic("picture", picture, () => get([["times", "6"]])),
  basic("page", page, () => get([["name", "Ada"]])),
  basic("http-echo", httpEcho, () => ({
    method: "POST",
    query: [
      ["item", "teapot"],
      ["item", "cup"],
    ],
    headers: [["Content-Type", "application/json"]],
    body: '{"amount": 2}',
    isRaw: false,
  })),
  basic("async", asyncCode, () => raw({})),
  basic("logging", logging, () => raw({})),
  basic("errors", errors, () => raw({ kind: "cause" })),
  basic("counters", counters, () => raw({})),
  basic("sqlite", sqlite, () =>
    raw({
      orders: [
        { item: "cup", amount: 2 },
        { item: "teapot", amount: 1 },
      ],
    }),
  ),
  {
    id: "package",
    kind: "basics",
    files: {
      "index.py": packageIndex,
      "orders/__init__.py": ordersPackage,
      "orders/prices.py": ordersPrices,
      "data/prices.json": `${JSON.stringify(prices, null, 2)}\n`,
    },
    entrypoint: "index.handler",
    makeRequest: () => raw({ items: ["teapot", "cup"] }),
  },
  ...TRIGGERS.map(
    ([id, code, makeEvent]): Example => ({
      id,
      kind: "triggers",
      files: { [`${id}.py`]: code },
      entrypoint: `${id}.handler`,
      makeRequest: () => (id === "http_call" ? httpCallRequest : raw(makeEvent())),
    }),
  ),
];

const httpCallRequest: RequestDraft = {
  method: "POST",
  query: [["times", "2"]],
  headers: [["Content-Type", "text/plain"]],
  body: "tea",
  isRaw: false,
};

export function exampleProject({ files, entrypoint }: Example): Project {
  return projectOf(files, { entrypoint });
}
