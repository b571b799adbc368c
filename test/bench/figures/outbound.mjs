import { createServer } from "node:http";
import { createFunction } from "../../../dist/node/index.js";
import { hasNativePython, startNative } from "../native.mjs";
import { SOURCES } from "../sources.mjs";
import { alternate, timed } from "../statistics.mjs";

const MEGABYTE = 1 << 20;
const DOWNLOAD_MB = 100;

/** A small answer asked for with urllib, and a large one read piece by piece. */
export async function outbound({ rounds }) {
  const server = await startServer();
  const fn = createFunction({
    source: { "main.py": SOURCES.reader },
    entrypoint: "main.handler",
    executionTimeoutMs: 60_000,
    fetch: globalThis.fetch,
  });
  const figures = [...(await small(fn, server.url, rounds)), await growth(fn, server.url)];
  await fn.close();
  server.close();
  return figures;
}

async function small(fn, url, rounds) {
  if (!hasNativePython) return [];
  const event = { fetch: `${url}/1` };
  const native = startNative();
  await Promise.all([fn.invoke(event), native.call(JSON.stringify(event))]);
  const [ours, rival] = await alternate(rounds * 5, [
    () => timed(() => fn.invoke(event)),
    () => timed(() => native.call(JSON.stringify(event))),
  ]);
  await native.end();
  return [
    {
      name: "small answer by urllib, ours ÷ native Python child",
      unit: "ms",
      ours,
      rival,
      ratio: "ours/rival",
      bar: { most: 3, aim: 2 },
    },
  ];
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
