/** The page: code, Run, response, logs. Uses the package by its public name only. */

import { type CloudFunction, createFunction, type LogRecord } from "pythonless";
import { showLog, showResponse } from "./views.ts";

const EXAMPLE = `import json
import logging
import platform

logger = logging.getLogger("demo")
logger.setLevel(logging.INFO)


def handler(event, context):
    print("called with", event["httpMethod"])
    logger.info("%d ms are left", context.get_remaining_time_in_millis())
    name = json.loads(event["body"] or "{}").get("name", "world")
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "text/plain; charset=utf-8"},
        "body": f"Hello, {name}! This is Python {platform.python_version()}.",
    }
`;

const page = {
  root: document.documentElement,
  code: find<HTMLTextAreaElement>("code"),
  body: find<HTMLTextAreaElement>("body"),
  run: find<HTMLButtonElement>("run"),
  status: find<HTMLOutputElement>("status"),
  response: find<HTMLPreElement>("response"),
  logs: find<HTMLOListElement>("logs"),
};

/** The function of the code that was run last; a change of the code makes a new one. */
let current: { readonly code: string; readonly fn: CloudFunction } | undefined;

page.code.value = EXAMPLE;
page.body.value = '{"name": "Ada"}';
page.run.addEventListener("click", () => void run());
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void run();
});
void load();

async function load(): Promise<void> {
  try {
    await functionOf(page.code.value).ready();
    setState("ready", "Python is ready.");
  } catch (error) {
    setState("failed", `Python did not start: ${error instanceof Error ? error.message : error}`);
  }
}

async function run(): Promise<void> {
  if (page.run.disabled) return;
  setState("running", "Running…");
  page.logs.replaceChildren();
  const started = performance.now();
  try {
    const request = new Request("https://functions.yandexcloud.net/demo", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: page.body.value,
    });
    await showResponse(page.response, await functionOf(page.code.value).fetch(request));
  } catch (error) {
    page.response.textContent = String(error);
  }
  setState("ready", `Answered after ${Math.round(performance.now() - started)} ms.`);
}

function functionOf(code: string): CloudFunction {
  if (current?.code === code) return current.fn;
  void current?.fn.close();
  const fn = createFunction({
    source: { "main.py": code },
    entrypoint: "main.handler",
    onLog: (record: LogRecord) => showLog(page.logs, record),
  });
  current = { code, fn };
  return fn;
}

function setState(state: "loading" | "ready" | "running" | "failed", status: string): void {
  page.root.dataset["state"] = state;
  page.run.disabled = state !== "ready";
  page.status.textContent = status;
}

function find<Kind extends HTMLElement>(id: string): Kind {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no #${id}`);
  return element as Kind;
}
