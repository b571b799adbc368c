import { syncBuiltinESMExports } from "node:module";
import workerThreads, { type MessagePort, type Worker } from "node:worker_threads";
import { afterAll } from "vitest";

/** A thread that the package has started, and the near end of the port that carries its calls. */
export interface RealWorker {
  readonly thread: Worker;
  readonly port: MessagePort;
  isAlive: boolean;
}

/** From now on, the threads that the package starts, in order. To be called before the package is imported. */
export function watchWorkers(): readonly RealWorker[] {
  const workers: RealWorker[] = [];
  const { Worker, MessageChannel } = workerThreads;
  let started: Worker | undefined;
  replace({
    Worker: class extends Worker {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        started = this;
      }
    },
    // The thread comes first: src/platform/node/platform.ts starts it, then opens its channel.
    MessageChannel: class extends MessageChannel {
      constructor() {
        super();
        if (started) workers.push(watched(started, this.port1));
        started = undefined;
      }
    },
  });
  afterAll(() => replace({ Worker, MessageChannel }));
  return workers;
}

function replace(classes: Pick<typeof workerThreads, "Worker" | "MessageChannel">): void {
  Object.assign(workerThreads, classes);
  syncBuiltinESMExports();
}

function watched(thread: Worker, port: MessagePort): RealWorker {
  const worker = { thread, port, isAlive: true };
  thread.once("exit", () => {
    worker.isAlive = false;
  });
  return worker;
}
