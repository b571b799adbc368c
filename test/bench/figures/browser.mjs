import { fileURLToPath } from "node:url";
import { serve } from "srvx/node";
import { staticMiddleware } from "srvx/static";
import { servePage } from "../../../browser-demo/serve.mjs";
import { launch } from "../../browser/chromium.mjs";
import { SOURCES } from "../sources.mjs";
import { alternate } from "../statistics.mjs";

/** A page that was visited before: from load to the first result, in one browser, both in turn. */
export async function browser({ rounds }) {
  const site = await servePage(0);
  const stockSite = await serveStock();
  const chromium = await launch();
  const context = await chromium.newContext();
  const oursVisit = () => visit(context, new URL("blank", site.url).href, OURS);
  const stockVisit = () => visit(context, new URL("blank", stockSite.url).href, STOCK);
  await oursVisit();
  await stockVisit();
  const [ours, rival] = await alternate(Math.max(3, Math.ceil(rounds / 2)), [oursVisit, stockVisit]);
  await chromium.close();
  await Promise.all([site.close(), stockSite.close()]);
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
  const { createFunction } = await import("/pythonless/web/index.js");
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

async function serveStock() {
  const dir = fileURLToPath(new URL("../../../node_modules/pyodide/", import.meta.url));
  const server = serve({
    port: 0,
    hostname: "127.0.0.1",
    silent: true,
    gracefulShutdown: false,
    middleware: [staticMiddleware({ dir })],
    fetch: (request) =>
      new URL(request.url).pathname === "/stock-worker.mjs"
        ? new Response(STOCK_WORKER, { headers: { "Content-Type": "text/javascript" } })
        : new Response("Not found", { status: 404 }),
  });
  await server.ready();
  return { url: String(server.url), close: () => server.close(true) };
}
