import type { Endpoint } from "comlink";
import type { LoadProgress } from "../api/options.ts";
import type { FindDecoder } from "../http/response/decoded-body.ts";
import type { CheckedSource, ReadFiles } from "../options/source.ts";
import type { FetchCapabilities } from "../outbound/network.ts";
import type { ReadFile } from "../packages/wheels.ts";
import type { SourceLimits } from "../source/limits.ts";
import type { Assets } from "../wire/protocol.ts";
import { SHARED_BYTES } from "../wire/shared-memory.ts";

/**
 * The functions of a platform: src/platform/node/platform.ts, and for browsers src/platform/web/platform.ts and
 * src/platform/web/single-file.ts. Chosen by `#platform` in package.json.
 */
export interface Platform {
  /** Names the JavaScript engine and its version. */
  readonly engine: string;
  /** @throws FunctionError with a hint where no worker can start: the package was bundled, or is of another platform. */
  expectWorkers(): void;
  /**
   * Starts a worker thread; the interpreter boots when Comlink asks it to.
   *
   * @param shared memory that it shares with the host, if it is to be called.
   */
  startWorker(shared?: SharedArrayBuffer): WorkerHandle;
  /** The interpreter's files, read and compiled once per process. Beside the worker when no URL is given. */
  loadAssets(assetsUrl: string | undefined): Promise<Assets>;
  /** Sets the listener to downloads; absent where files are read. */
  listenToLoading?(onProgress: (progress: LoadProgress) => void): void;
  /** Memory that a worker may share; `undefined` where that is not allowed. */
  shareMemory(bytes: number): SharedArrayBuffer | undefined;
  /**
   * The files of a source. `undefined` for one that has to be downloaded or unpacked first.
   *
   * @throws UsageError when there is none.
   */
  readSource(source: CheckedSource, limits: SourceLimits): ReadFiles | undefined;
  readonly readFile: ReadFile;
  /** Finds the decoder of a coding of `Content-Encoding`. */
  readonly findDecoder: FindDecoder;
  readonly fetchCapabilities: FetchCapabilities;
  readonly snapshots: SnapshotStore;
}

/** A worker that was started before anything is known of its function. */
export interface StartedWorker {
  readonly worker: WorkerHandle;
  /** As src/wire/shared-memory.ts says. */
  readonly shared: SharedArrayBuffer | undefined;
}

export function startWorkerOn(platform: Platform): StartedWorker {
  const shared = platform.shareMemory(SHARED_BYTES);
  return { worker: platform.startWorker(shared), shared };
}

/** Where snapshots of functions and compiled code are kept, by content. Both may reject: then there is none. */
export interface SnapshotStore {
  read(key: string): Promise<Uint8Array | undefined>;
  /** Whole or not at all, even if two processes write the same entry. */
  write(key: string, image: Uint8Array): Promise<void>;
}

/** A running worker. */
export interface WorkerHandle {
  /** The endpoint of Comlink. */
  readonly control: Endpoint;
  /** The near and the far end of the channel that carries calls. */
  readonly calls: CallChannel;
  /** Resolves with the reason once the worker has ended, by itself or by `terminate`. Never rejects. */
  readonly death: Promise<string>;
  terminate(): Promise<void>;
  /** Whether the worker keeps the process alive. It does so only while a call waits for it. */
  keepAlive(isNeeded: boolean): void;
}

export interface CallChannel {
  readonly far: MessagePort;
  post(message: unknown): void;
  onMessage(listen: (message: unknown) => void): void;
}
