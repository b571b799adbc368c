import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import * as Comlink from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { build } from "esbuild";
import { alternate, median, timed } from "../statistics.mjs";

const CALLS = 1000;

/** As src/wire/protocol.ts has it, with a small event. */
const CALL = {
  kind: "call",
  callId: 1,
  requestId: "6e8356f9-489b-4c7b-8ba6-c8cd74f25455",
  deadlineMs: 1657713543198,
  event: '{"name":"Ada","items":[1,2,3]}',
};

/** What carries a call: the same message there and back, with no Python behind it. */
export async function transport({ rounds }) {
  const folder = await mkdtemp(join(tmpdir(), "pythonless-bench-"));
  const ends = await buildEnds(folder);
  const { openChannel } = await import(ends.host);
  const shared = new SharedArrayBuffer(1024);
  const workerData = { end: ends.worker, shared };
  const worker = new Worker(new URL("../children/echo.mjs", import.meta.url), { workerData });
  const remote = Comlink.wrap(nodeEndpoint(worker));
  const channel = openChannel(shared);
  const { calls } = channel;
  await remote.serve(Comlink.transfer(calls.far, [calls.far]));
  let answered;
  calls.onMessage((message) => answered(message));
  channel.keepAlive(true);
  const overChannel = () =>
    new Promise((resolve) => {
      answered = resolve;
      calls.post(CALL);
    });
  const turn = (call) => async () => {
    const samples = [];
    for (let index = 0; index < CALLS; index += 1) samples.push((await timed(call)) * 1000);
    return median(samples);
  };
  const works = [turn(overChannel), turn(() => remote.echo(CALL))];
  for (const work of works) await work();
  const [ours, rival] = await alternate(rounds, works);
  channel.close();
  await worker.terminate();
  await rm(folder, { recursive: true });
  return [
    {
      name: "a message there and back: Comlink ÷ the channel that carries calls",
      unit: "µs",
      ours,
      rival,
      ratio: "rival/ours",
      bar: { least: 1.33, aim: 1.5 },
    },
  ];
}

/** The package does not show them. */
async function buildEnds(folder) {
  const entryPoints = { host: "src/platform/node/channel.ts", worker: "src/worker/node-call-port.ts" };
  const absWorkingDir = fileURLToPath(new URL("../../..", import.meta.url));
  await build({
    absWorkingDir,
    entryPoints,
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
  });
  const at = (end) => pathToFileURL(join(folder, `${end}.mjs`)).href;
  return { host: at("host"), worker: at("worker") };
}
