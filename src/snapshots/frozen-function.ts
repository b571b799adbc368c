import type { askOnce } from "../instance/ask-once.ts";
import type { Control } from "../instance/control.ts";
import type { Booted } from "../instance/interpreter.ts";
import type { Platform } from "../platform/platform.ts";
import type { FreezeResult, FunctionSnapshot, PrepareRequest } from "../wire/protocol.ts";

/** The longest that the import of a function's code may take here. */
const FREEZE_TIMEOUT_MS = 60_000;

/** Begins what is stored for a function that cannot be frozen, so that not each process tries again. */
const REFUSED = "refused: ";

/** What is to be frozen, and with what. */
export interface Freezer {
  readonly platform: Platform;
  readonly prepare: PrepareRequest | Promise<PrepareRequest>;
  readonly assetsUrl: string | undefined;
  /** Given rather than imported, as is the version: a page that never freezes would load them as one file more. */
  readonly askOnce: typeof askOnce;
  readonly version: string;
}

/** What the store holds of a function. */
type Found =
  | { readonly kind: "nothing"; readonly key: string }
  | { readonly kind: "refused"; readonly reason: string }
  | ({ readonly kind: "frozen" } & FunctionSnapshot);

/**
 * The snapshot of one function, with its code imported. Kept by content: what the import may depend on is in the key.
 * It is made once, after the first answer, in a worker of its own, and used by every start from then on.
 */
export class FrozenFunction {
  readonly #freezer: Freezer;
  #found: Promise<Found>;
  #making: Promise<void> | undefined;

  constructor(freezer: Freezer) {
    this.#freezer = freezer;
    this.#found = this.#look();
    // Whoever makes the snapshot is told; a start does without.
    this.#found.catch(() => {});
  }

  /** The snapshot, if there is one. Never rejects. */
  get snapshot(): Promise<FunctionSnapshot | undefined> {
    return this.#found.then(
      (found) => (found.kind === "frozen" ? { key: found.key, image: found.image } : undefined),
      () => undefined,
    );
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

  /**
   * The snapshot for an interpreter, if there is one. One that was of no use to it is damaged, or of another build: the
   * next answer makes a new one.
   *
   * @param started when it has started with what it got.
   */
  async takenBy(started: () => Promise<Booted>): Promise<FunctionSnapshot | undefined> {
    const snapshot = await this.snapshot;
    if (snapshot !== undefined) {
      // Whoever waits for the start is told why it failed.
      void started().then(
        ({ isSnapshotRefused }) => isSnapshotRefused && this.#discard(snapshot),
        () => this.#discard(snapshot),
      );
    }
    return snapshot;
  }

  #discard({ key, image }: FunctionSnapshot): void {
    this.#found = this.#found.then((found) => {
      // Another interpreter may have been here before, and its successor be made.
      if (found.kind !== "frozen" || found.image !== image) return found;
      this.#making = undefined;
      return { kind: "nothing", key };
    });
  }

  async #look(): Promise<Found> {
    const { platform, prepare, version } = this.#freezer;
    const key = await keyOf(await prepare, version);
    // A store that cannot be read may still be written to.
    const image = await platform
      .snapshots()
      .then((store) => store.read(key))
      .catch(() => undefined);
    if (image === undefined) return { kind: "nothing", key };
    const reason = refusalIn(image);
    return reason === undefined ? { kind: "frozen", key, image } : { kind: "refused", reason };
  }

  async #make(tell: (notice: string) => void): Promise<void> {
    const found = await this.#found;
    if (found.kind === "refused") tell(noticeOf(found.reason));
    if (found.kind !== "nothing") return;
    const result = await this.#freeze(found.key);
    if (result.kind !== "frozen") tell(noticeOf(result.reason));
    // What went wrong this time may go well the next: it is not stored.
    if (result.kind !== "failed") await this.#store(found.key, result);
  }

  async #store(key: string, result: Exclude<FreezeResult, { kind: "failed" }>): Promise<void> {
    const isFrozen = result.kind === "frozen";
    const image = isFrozen ? result.image : new TextEncoder().encode(REFUSED + result.reason);
    await (await this.#freezer.platform.snapshots()).write(key, image);
    if (isFrozen) this.#found = Promise.resolve({ ...result, key });
  }

  async #freeze(key: string): Promise<FreezeResult> {
    const { platform, assetsUrl, askOnce, version } = this.#freezer;
    const prepare = await this.#freezer.prepare;
    const assets = await platform.loadAssets(assetsUrl);
    const request = { version, assets, key, prepare };
    const ask = (methods: Control["methods"]) => methods.freeze(request) as Promise<FreezeResult>;
    const ending = await askOnce(platform, ask, FREEZE_TIMEOUT_MS);
    if (ending.kind === "answer") return ending.answer;
    return { kind: "failed", reason: ending.kind === "death" ? ending.reason : "its import does not end" };
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
async function keyOf({ files, settings }: PrepareRequest, version: string): Promise<string> {
  const { entryPoint, sandbox, environment } = settings;
  const names = Object.keys(files).sort();
  const table = names.map((name) => [name, files[name]?.length]);
  const head = new TextEncoder().encode(
    JSON.stringify([version, entryPoint, sandbox, Object.entries(environment).sort(), table]),
  );
  const content = await new Blob([
    head,
    ...names.map((name) => new Uint8Array(files[name] as Uint8Array)),
  ]).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
