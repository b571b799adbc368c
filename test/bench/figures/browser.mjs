import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveFolder, servePackage } from "../../../browser-demo/serve.mjs";
import { launchWithProfile } from "../../browser/chromium.mjs";
import { SOURCES } from "../sources.mjs";
import { alternate } from "../statistics.mjs";

/**
 * A page that was visited before: from load to the first result. Both in turn, in one browser with a profile (one
 * without keeps so small a cache that it reads the interpreter anew each time), from one kind of server, which sends
 * files as they are.
 */
export async function browser({ rounds }) {
  const folder = await mkdtemp(join(tmpdir(), "pythonless-bench-"));
  const site = await servePackage(0);
  const stockSite = await serveStock(join(folder, "stock"));
  const context = await launchWithProfile(join(folder, "profile"));
  const oursVisit = () => visit(context, new URL("blank", site.url).href, OURS);
  const stockVisit = () => visit(context, new URL("blank", stockSite.url).href, STOCK);
  await oursVisit();
  await stockVisit();
  const [ours, rival] = await alternate(Math.max(3, rounds), [oursVisit, stockVisit]);
  await context.close();
  await Promise.all([site.close(), stockSite.close()]);
  await rm(folder, { recursive: true, force: true });
  return [
    {
      name: "Chromium, second visit, load to first result: stock Pyodide ÷ ours",
      unit: "ms",
      ours,
      rival,
      ratio: "rival/ours",
      bar: { least: 4.5, aim: 8 },
    },
  ];
}

async function visit(context, url, script) {
  const page = await context.newPage();
  await page.goto(url);
  const ms = await page.evaluate(script);
  await page.close();
  return ms;
}

const OURS = `(async () => {
  const started = performance.now();
  const { createFunction } = await import("/web/index.js");
  const fn = createFunction({ source: { "main.py": ${JSON.stringify(SOURCES.hello)} }, entrypoint: "main.handler" });
  await fn.invoke({ name: "Ada" });
  const ms = performance.now() - started;
  await fn.close();
  return ms;
})()`;

/** In a worker too, as whoever wants a page that stays alive has to do it. */
const STOCK = `(async () => {
  const started = performance.now();
  const worker = new Worker("/stock-worker.mjs", { type: "module" });
  await new Promise((resolve, reject) => {
    worker.onmessage = resolve;
    worker.onerror = reject;
  });
  const ms = performance.now() - started;
  worker.terminate();
  return ms;
})()`;

const STOCK_WORKER = `
import { loadPyodide } from "/pyodide.mjs";
const pyodide = await loadPyodide();
pyodide.runPython("import json, asyncio, logging");
pyodide.runPython(${JSON.stringify(SOURCES.hello)});
const call = pyodide.runPython("lambda text: json.dumps(handler(json.loads(text), None))");
postMessage(call('{"name": "Ada"}'));
`;

async function serveStock(folder) {
  await cp(fileURLToPath(new URL("../../../node_modules/pyodide/", import.meta.url)), folder, {
    recursive: true,
  });
  await writeFile(join(folder, "stock-worker.mjs"), STOCK_WORKER);
  return serveFolder(folder, 0);
}
