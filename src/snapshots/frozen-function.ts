import { askOnce } from "../instance/ask-once.ts";
import type { Control } from "../instance/control.ts";
import { Interpreter } from "../instance/interpreter.ts";
import { waitFor } from "../instance/wait.ts";
import type { Platform, StartedWorker } from "../platform/platform.ts";
import type { Assets, FreezeResult, FunctionSnapshot, PrepareRequest } from "../wire/protocol.ts";
import { BUILD_ID_NAME, sectionText } from "../wire/section-text.ts";
import { VERSION } from "../wire/version.ts";
import { snapshotKey } from "./key.ts";

/** The longest that the import of a function's code may take here. */
const FREEZE_TIMEOUT_MS = 60_000;

/** How long `close()` waits for a snapshot that is being made, so that a program of one call has one the next time. */
const CLOSE_GRACE_MS = 5_000;

/** A start without the function's snapshot takes less. */
const READ_TIMEOUT_MS = 5_000;

/** The function to be frozen. */
export interface Freezer {
  readonly platform: Platform;
  readonly prepare: PrepareRequest | Promise<PrepareRequest>;
  readonly assetsUrl: string | undefined;
}

/** The entry of a function in the store. */
type Found =
  | { readonly kind: "nothing"; readonly key: string }
  | ({ readonly kind: "refused"; readonly key: string } & Refusal)
  | ({ readonly kind: "frozen" } & FunctionSnapshot);

/**
 * The snapshot of one function, with its code imported. Kept by content: everything that the import may depend on is in the key.
 * It is made once, after the first call, in a worker of its own, and used by every start from then on.
 */
export class FrozenFunction {
  readonly #freezer: Freezer;
  /** Ends the worker that makes the snapshot. */
  readonly #closing = new AbortController();
  #found: Promise<Found>;
  #making: Promise<void> | undefined;
  #freezing: Promise<unknown> | undefined;

  constructor(freezer: Freezer) {
    this.#freezer = freezer;
    this.#found = this.#look();
    // Handled here so that no unhandled rejection is reported; `make` reports it, and a start does without.
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
   * @param notify gets a sentence when the function cannot be frozen.
   */
  make(notify: (notice: string) => void): void {
    if (this.#making || this.#closing.signal.aborted) return;
    this.#making = this.#make(notify).catch((error: unknown) => notify(noticeOf(String(error))));
  }

  /** Waits a short time for a snapshot that is being made, then ends its worker. */
  async close(): Promise<void> {
    if (this.#making) await waitFor({ value: this.#making, timeoutMs: CLOSE_GRACE_MS });
    this.#closing.abort();
    await this.#freezing?.catch(() => {});
  }

  /** Starts an interpreter from the snapshot, if there is one. If it proves to be of no use there, the next call makes a new one. */
  start(given?: StartedWorker): Interpreter {
    const { platform, assetsUrl } = this.#freezer;
    const interpreter = new Interpreter(platform, { assetsUrl, given, functionSnapshot: this.snapshot });
    void this.#verify(interpreter);
    return interpreter;
  }

  async #verify(interpreter: Interpreter): Promise<void> {
    const snapshot = await this.snapshot;
    if (snapshot === undefined) return;
    const isRefused = await interpreter.started.then(
      ({ isSnapshotRefused }) => isSnapshotRefused,
      () => true,
    );
    if (isRefused) this.#discard(snapshot);
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
    const { platform, prepare } = this.#freezer;
    const key = await snapshotKey(await prepare, VERSION, platform.engine);
    // A store that cannot be read may still be written to.
    const reading = platform.snapshots.read(key).catch(() => undefined);
    const ending = await waitFor({ value: reading, timeoutMs: READ_TIMEOUT_MS });
    const image = ending.kind === "value" ? ending.value : undefined;
    if (image === undefined) return { kind: "nothing", key };
    const refusal = refusalIn(image);
    return refusal ? { kind: "refused", key, ...refusal } : { kind: "frozen", key, image };
  }

  async #make(notify: (notice: string) => void): Promise<void> {
    const found = await this.#found;
    if (found.kind === "frozen") return;
    const { platform, assetsUrl } = this.#freezer;
    const assets = await platform.loadAssets(assetsUrl);
    const build = sectionText(assets.wasmModule, BUILD_ID_NAME) ?? "";
    // Another build may be able to freeze what that one refused.
    if (found.kind === "refused" && found.build === build) return notify(noticeOf(found.reason));
    if (this.#closing.signal.aborted) return;
    const freezing = this.#freeze(found.key, assets);
    this.#freezing = freezing;
    const result = await freezing;
    if (result.kind !== "frozen") notify(noticeOf(result.reason));
    else this.#found = Promise.resolve({ ...result, key: found.key });
    // A failure may not happen again, so it is not kept.
    if (result.kind === "failed") return;
    const entry = result.kind === "frozen" ? result.image : refusalEntry({ build, reason: result.reason });
    await this.#keep(found.key, entry).catch((error: unknown) =>
      notify(`The function's snapshot cannot be kept: ${String(error)}. Each process makes its own.`),
    );
  }

  async #keep(key: string, entry: Uint8Array): Promise<void> {
    await this.#freezer.platform.snapshots.write(key, entry);
  }

  async #freeze(key: string, assets: Assets): Promise<FreezeResult> {
    const { platform } = this.#freezer;
    const request = { version: VERSION, assets, key, prepare: await this.#freezer.prepare };
    const ask = (control: Control) => control.freeze(request) as Promise<FreezeResult>;
    const { signal } = this.#closing;
    const ending = await askOnce(platform, ask, { timeoutMs: FREEZE_TIMEOUT_MS, signal });
    switch (ending.kind) {
      case "value":
        return ending.value;
      case "death":
        return { kind: "failed", reason: ending.reason };
      case "deadline":
        return { kind: "failed", reason: `its import did not end within ${FREEZE_TIMEOUT_MS} ms` };
      case "aborted":
        return { kind: "failed", reason: "it was closed meanwhile" };
      default:
        return ending satisfies never;
    }
  }
}

function noticeOf(reason: string): string {
  return `The function cannot be frozen: ${reason}. It starts from the base snapshot.`;
}

/** A function that a build of pythonless could not freeze. */
interface Refusal {
  readonly build: string;
  readonly reason: string;
}

/** Kept in place of a snapshot, so that not each process tries again. */
function refusalEntry({ build, reason }: Refusal): Uint8Array {
  return new TextEncoder().encode(`refused by build ${build}: ${reason}`);
}

function refusalIn(entry: Uint8Array): Refusal | undefined {
  const text = new TextDecoder().decode(entry.subarray(0, 1000));
  const [, build, reason] = /^refused by build (\w*): (.*)$/s.exec(text) ?? [];
  return build === undefined || reason === undefined ? undefined : { build, reason };
}
