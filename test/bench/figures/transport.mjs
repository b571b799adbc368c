import { MessageChannel, Worker } from "node:worker_threads";
import * as Comlink from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { alternate, median, timed } from "../statistics.mjs";

const CALLS = 1000;

/** As src/protocol.ts has it, with a small event. */
const CALL = {
  kind: "call",
  callId: 1,
  requestId: "6e8356f9-489b-4c7b-8ba6-c8cd74f25455",
  deadlineMs: 1657713543198,
  event: '{"name":"Ada","items":[1,2,3]}',
};

/** What carries a call: the same message there and back, with no Python behind it. */
export async function transport({ rounds }) {
  const worker = new Worker(new URL("../children/echo.mjs", import.meta.url));
  const remote = Comlink.wrap(nodeEndpoint(worker));
  const { port1, port2 } = new MessageChannel();
  await remote.serve(Comlink.transfer(port2, [port2]));
  let answered;
  port1.on("message", (message) => answered(message));
  const overPort = () =>
    new Promise((resolve) => {
      answered = resolve;
      port1.postMessage(CALL);
    });
  const turn = (call) => async () => {
    const samples = [];
    for (let index = 0; index < CALLS; index += 1) samples.push((await timed(call)) * 1000);
    return median(samples);
  };
  const works = [turn(overPort), turn(() => remote.echo(CALL))];
  for (const work of works) await work();
  const [ours, rival] = await alternate(rounds, works);
  port1.close();
  await worker.terminate();
  return [
    {
      name: "a message there and back: Comlink ÷ bare port, which carries calls",
      unit: "µs",
      ours,
      rival,
      ratio: "rival/ours",
      bar: { least: 1.33, aim: 1.5 },
    },
  ];
}
