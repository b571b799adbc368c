import * as Comlink from "comlink";
import type { FreezeResult, FunctionSnapshot, PrepareRequest, WorkerControl } from "../protocol.ts";
import { VERSION } from "../version.ts";
import type { Platform } from "./platform.ts";
import { race } from "./race.ts";

/** The longest that the import of a function's code may take here. */
const FREEZE_TIMEOUT_MS = 60_000;

/** Begins what is stored for a function that cannot be frozen, so that not each process tries again. */
const REFUSED = "refused: ";

/**
 * The snapshot of one function, with its code imported. Kept by content: what the import may depend on is in the key.
 * It is made once, after the first answer, in a worker of its own, and used by every start from then on.
 */
export class FrozenFunction {
  readonly #platform: Platform;
  readonly #prepare: PrepareRequest | Promise<PrepareRequest>;
  readonly #assetsUrl: string | undefined;
  #stored: Promise<FunctionSnapshot | undefined>;
  #isKnown = false;
  #making: Promise<void> | undefined;

  constructor(
    platform: Platform,
    prepare: PrepareRequest | Promise<PrepareRequest>,
    assetsUrl: string | undefined,
  ) {
    this.#platform = platform;
    this.#prepare = prepare;
    this.#assetsUrl = assetsUrl;
    this.#stored = this.#read().catch(() => undefined);
  }

  /** The snapshot, if there is one. Never rejects. */
  get snapshot(): Promise<FunctionSnapshot | undefined> {
    return this.#stored;
  }

  /**
   * Makes the snapshot unless there is one, or it was tried.
   *
   * @param tell gets a sentence when the function cannot be frozen.
   */
  make(tell: (notice: string) => void): void {
    if (this.#making) return;
    this.#making = this.#make(tell).catch((error: unknown) => tell(noticeOf(String(error))));
  }

  /** Waits until what is being made is stored: a process that ends earlier would never have one. */
  async close(): Promise<void> {
    await this.#making;
  }

  async #read(): Promise<FunctionSnapshot | undefined> {
    const key = await keyOf(await this.#prepare);
    const image = await this.#platform.snapshots.read(key);
    this.#isKnown = image !== undefined;
    return image === undefined || refusalIn(image) !== undefined ? undefined : { key, image };
  }

  async #make(tell: (notice: string) => void): Promise<void> {
    await this.#stored;
    const prepare = await this.#prepare;
    const key = await keyOf(prepare);
    if (this.#isKnown) {
      const refusal = refusalIn((await this.#platform.snapshots.read(key)) ?? new Uint8Array());
      if (refusal !== undefined) tell(noticeOf(refusal));
      return;
    }
    const result = await this.#freeze(key, prepare);
    const image = result.kind === "frozen" ? result.image : new TextEncoder().encode(REFUSED + result.reason);
    await this.#platform.snapshots.write(key, image);
    if (result.kind === "frozen") this.#stored = Promise.resolve({ key, image });
    else tell(noticeOf(result.reason));
  }

  async #freeze(key: string, prepare: PrepareRequest): Promise<FreezeResult> {
    const worker = this.#platform.startWorker();
    worker.keepAlive(true);
    try {
      const control = Comlink.wrap<WorkerControl>(worker.control);
      const assets = await this.#platform.loadAssets(this.#assetsUrl);
      const answer: Promise<FreezeResult> = control.freeze({
        version: VERSION,
        assets,
        key,
        prepare,
      }) as Promise<FreezeResult>;
      const ending = await race({ answer, death: worker.death, timeoutMs: FREEZE_TIMEOUT_MS });
      if (ending.kind === "answer") return ending.answer;
      return { kind: "refused", reason: ending.kind === "death" ? ending.reason : "its import does not end" };
    } finally {
      worker.keepAlive(false);
      await worker.terminate();
    }
  }
}

function noticeOf(reason: string): string {
  return `The function cannot be frozen: ${reason}. It starts from the base snapshot.`;
}

function refusalIn(image: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(image.subarray(0, 1000));
  return text.startsWith(REFUSED) ? text.slice(REFUSED.length) : undefined;
}

/** SHA-256 of all that the import may see: the code, the entry point, the environment, and this build. */
async function keyOf({ files, settings }: PrepareRequest): Promise<string> {
  const { entryPoint, environment } = settings;
  const names = Object.keys(files).sort();
  const table = names.map((name) => [name, files[name]?.length]);
  const head = new TextEncoder().encode(
    JSON.stringify([VERSION, entryPoint, Object.entries(environment).sort(), table]),
  );
  const content = await new Blob([
    head,
    ...names.map((name) => new Uint8Array(files[name] as Uint8Array)),
  ]).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
