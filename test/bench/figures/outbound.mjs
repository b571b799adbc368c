import { createServer } from "node:http";
import { createFunction } from "../../../dist/node/index.js";
import { hasNativePython, startNative } from "../native.mjs";
import { folderOf, requestsModules } from "../requests.mjs";
import { SOURCES } from "../sources.mjs";
import { alternate, timed } from "../statistics.mjs";

const MEGABYTE = 1 << 20;
const DOWNLOAD_MB = 100;
/** As the other figures of warm calls: neither side is to be measured while it is compiled. */
const WARM_UP_CALLS = 50;

/** A small answer asked for with urllib and with requests, and a large one read piece by piece. */
export async function outbound({ rounds }) {
  const server = await startServer();
  const fn = open({ "main.py": SOURCES.reader });
  const figures = [
    ...(await byUrllib(fn, server.url, rounds)),
    ...(await byRequests(server.url, rounds)),
    await growth(fn, server.url),
  ];
  await fn.close();
  server.close();
  return figures;
}

function open(source) {
  return createFunction({
    source,
    entrypoint: "main.handler",
    executionTimeoutMs: 60_000,
    fetch: globalThis.fetch,
  });
}

async function byUrllib(fn, url, rounds) {
  if (!hasNativePython) return [];
  const native = startNative();
  const figure = await small("urllib", { fn, native, event: { fetch: `${url}/1` }, rounds });
  await native.end();
  return [figure];
}

async function byRequests(url, rounds) {
  const modules = hasNativePython ? await requestsModules() : undefined;
  if (modules === undefined) {
    console.log("\nThere is no python3 here, or no apt that fetches requests: its figure is left out.");
    return [];
  }
  const folder = folderOf(modules);
  const native = startNative(folder.path);
  const fn = open({ ...modules, "main.py": SOURCES.requests });
  const figure = await small("requests.get", { fn, native, event: { get: `${url}/1` }, rounds });
  await Promise.all([fn.close(), native.end()]);
  folder.remove();
  return [figure];
}

async function small(by, { fn, native, event, rounds }) {
  const works = [() => timed(() => fn.invoke(event)), () => timed(() => native.call(JSON.stringify(event)))];
  await alternate(WARM_UP_CALLS, works);
  const [ours, rival] = await alternate(rounds * 10, works);
  return {
    name: `small answer by ${by}, ours ÷ native Python child`,
    unit: "ms",
    ours,
    rival,
    ratio: "ours/rival",
    bar: { most: 3, aim: 2 },
  };
}

async function growth(fn, url) {
  const memoryMb = async () => (await fn.execute({ fetch: `${url}/1` })).report.maxMemoryUsedMb;
  await memoryMb();
  const before = await memoryMb();
  const count = await fn.invoke({ fetch: `${url}/${DOWNLOAD_MB * MEGABYTE}` });
  if (count !== DOWNLOAD_MB * MEGABYTE) throw new Error(`${count} bytes came`);
  return {
    name: `${DOWNLOAD_MB} MB downloaded piece by piece: growth of memory`,
    unit: "MB",
    ours: [(await memoryMb()) - before],
    ratio: "ours",
    bar: { most: 8, aim: 1 },
  };
}

/** Answers with as many bytes as the path says. */
async function startServer() {
  const piece = Buffer.alloc(MEGABYTE);
  const server = createServer((request, response) => {
    let left = Number(request.url.slice(1));
    const go = () => {
      while (left > 0) {
        const part = piece.subarray(0, Math.min(left, MEGABYTE));
        left -= part.length;
        if (!response.write(part)) return void response.once("drain", go);
      }
      response.end();
    };
    go();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
