import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveFolder, servePackage, servePage } from "../../../browser-demo/serve.mjs";
import { launchWithProfile } from "../../browser/chromium.mjs";
import { SOURCES } from "../sources.mjs";
import { alternate } from "../statistics.mjs";

/**
 * Pages that were visited before, to the first result: the library alone, and the playground as people find it, which
 * its service worker serves. Each beside a page of stock Pyodide, in turn, in one browser with a profile (one without
 * keeps so small a cache that it reads the interpreter anew each time), from one kind of server, which sends files as
 * they are.
 */
export async function browser({ rounds }) {
  const folder = await mkdtemp(join(tmpdir(), "pythonless-bench-"));
  const sites = await Promise.all([servePackage(0), servePage(0), serveStock(join(folder, "stock"))]);
  const context = await launchWithProfile(join(folder, "profile"));
  const [library, playground, stock] = sites.map(({ url }) => url);
  const visits = [
    () => visit(context, `${library}blank`, LIBRARY),
    () => visit(context, playground, PLAYGROUND),
    () => visit(context, `${stock}stock.html`, STOCK),
  ];
  for (const first of visits) await first();
  const [libraryMs, playgroundMs, stockMs] = await alternate(Math.max(3, rounds), visits);
  await context.close();
  await Promise.all(sites.map((site) => site.close()));
  await rm(folder, { recursive: true, force: true });
  const common = { unit: "ms", rival: stockMs, ratio: "rival/ours", bar: { least: 4.5, aim: 8 } };
  return [
    {
      name: "Chromium, second visit, load to first result: stock Pyodide ÷ ours",
      ours: libraryMs,
      ...common,
    },
    {
      name: "The playground, second visit, load to first answer: a page of stock Pyodide ÷ ours",
      ours: playgroundMs,
      ...common,
    },
  ];
}

/** Milliseconds from the start of the navigation. */
async function visit(context, url, script) {
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "commit" });
  const ms = await page.evaluate(script);
  await page.close();
  return ms;
}

const LIBRARY = `(async () => {
  const { createFunction } = await import("/web/index.js");
  const fn = createFunction({ source: { "main.py": ${JSON.stringify(SOURCES.hello)} }, entrypoint: "main.handler" });
  await fn.invoke({ name: "Ada" });
  const ms = performance.now();
  await fn.close();
  return ms;
})()`;

/** Presses Run as soon as that is possible; then waits until the visit has left all that the next one needs. */
const PLAYGROUND = `(async () => {
  const root = document.documentElement;
  const attribute = (name, value) =>
    new Promise((resolve) => {
      const look = () => root.dataset[name] === value && resolve(observer.disconnect());
      const observer = new MutationObserver(look);
      observer.observe(root, { attributes: true });
      look();
    });
  await attribute("state", "ready");
  [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === "Run").click();
  await attribute("state", "running");
  await attribute("state", "ready");
  const ms = performance.now();
  await attribute("offline", "kept");
  return ms;
})()`;

const STOCK = `(async () => {
  const answer = () => document.querySelector("#answer")?.dataset.ms;
  while (!answer()) await new Promise((resolve) => setTimeout(resolve, 10));
  return Number(answer());
})()`;

/** In a worker too, as whoever wants a page that stays alive has to do it. */
const STOCK_PAGE = `<!doctype html><title>stock</title><output id="answer"></output>
<script type="module">
  const worker = new Worker("./stock-worker.mjs", { type: "module" });
  worker.onmessage = ({ data }) => {
    const answer = document.querySelector("#answer");
    answer.dataset.ms = performance.now();
    answer.textContent = data;
  };
</script>
`;

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
  await writeFile(join(folder, "stock.html"), STOCK_PAGE);
  await writeFile(join(folder, "stock-worker.mjs"), STOCK_WORKER);
  return serveFolder(folder, 0);
}
