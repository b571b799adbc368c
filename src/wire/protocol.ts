/**
 * Every message between host and worker. Imports types only.
 *
 * Two channels. *Control* (`WorkerControl`) is Comlink RPC: start, prepare, end. *Calls* go over a bare
 * `MessagePort`, one message each way, because Comlink doubles the price of a warm call. Text and bytes
 * only: no proxies, no errors (Comlink's own transfer loses `code` and `cause`).
 */

import type { AuditFinding } from "../api/audit.ts";
import type { Failure } from "../errors.ts";

/** The compiled interpreter and its files: shared by all workers of a process. */
export interface Assets {
  readonly wasmModule: WebAssembly.Module;
  /** Python's standard library, a zip. */
  readonly standardLibrary: Uint8Array;
  /** The memory of an interpreter that has booted. Without it a start is slow, but works. */
  readonly snapshot?: Uint8Array;
}

export interface StartRequest {
  /** The host's version: both sides must be of one build. */
  readonly version: string;
  readonly assets: Assets;
  /** In place of the base snapshot, when it fits. */
  readonly functionSnapshot?: FunctionSnapshot;
  /** As src/wire/shared-memory.ts says: interrupts, and replies to blocking steps. Absent where memory cannot be shared. */
  readonly shared?: SharedArrayBuffer;
}

/** The memory of an interpreter that has imported a function's code. */
export interface FunctionSnapshot {
  /** Stands for all that the import may depend on. */
  readonly key: string;
  readonly image: Uint8Array;
}

export interface FreezeRequest {
  readonly version: string;
  readonly assets: Assets;
  readonly key: string;
  readonly prepare: PrepareRequest;
}

export type FreezeResult =
  | { readonly kind: "frozen"; readonly image: Uint8Array }
  /** It can never be frozen. `reason` continues "the function cannot be frozen: ". */
  | { readonly kind: "refused"; readonly reason: string }
  /** It could not be frozen this time. */
  | { readonly kind: "failed"; readonly reason: string };

export type StartResult =
  | {
      readonly kind: "started";
      readonly memoryBytes: number;
      readonly warning?: string;
      /** The function's snapshot is damaged, or of another build: the start did without it. */
      readonly isSnapshotRefused?: true;
    }
  | { readonly kind: "version-mismatch"; readonly version: string }
  | { readonly kind: "failed"; readonly reason: string };

/** JavaScript as its engine has compiled it. */
export interface CompiledCode {
  /** Stands for the script and the engine. */
  readonly key: string;
  readonly bytes: Uint8Array;
}

/** The `workerData` of a worker of Node. */
export interface NodeWorkerData {
  readonly cacheFolder: string;
}

/** Makes an interpreter the instance of one function. */
export interface PrepareRequest {
  /** By path below /function/code. The files of wheels lie beside it: `../packages/`. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly settings: InstanceSettings;
  readonly limits: InstanceLimits;
}

/** The limits of an instance, in bytes. */
export interface InstanceLimits {
  /** Of the function's own memory. */
  readonly memoryBytes: number;
  /** Of all files together. */
  readonly temporaryFilesBytes: number;
  /** Of the output of one call. */
  readonly logBytes: number;
}

/** Door 2's `Settings` (wasm-bootstrap/pythonless/rpc.py). */
export interface InstanceSettings {
  readonly entryPoint: string;
  /** Whether the host's JavaScript is out of the function's reach. */
  readonly sandbox: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly folderId: string;
  readonly logGroupName: string;
  readonly memoryMb: number;
  readonly token: {
    readonly access_token: string;
    readonly expires_in: number;
    readonly token_type: string;
  } | null;
}

/** The methods of the worker, called through Comlink. Failures are values. */
export interface WorkerControl {
  start(request: StartRequest): Promise<StartResult>;
  prepare(request: PrepareRequest, calls: MessagePort): Promise<StartResult>;
  /** The memory of the booted interpreter. For the build, which ships it. */
  makeSnapshot(request: StartRequest): Promise<Uint8Array>;
  /** The compiled code of the worker's own script, if the next process has a use for it. */
  code(): Promise<CompiledCode | undefined>;
  /** The memory of an interpreter that has imported a function's code. The worker is of no use afterwards. */
  freeze(request: FreezeRequest): Promise<FreezeResult>;
}

/** Host to worker. */
export interface CallRequest {
  readonly kind: "call";
  /** Comes back with the outcome, so that a late one is not taken for that of the next call. */
  readonly callId: number;
  readonly requestId: string;
  /** Unix time in milliseconds. */
  readonly deadlineMs: number;
  /** JSON text, or bytes that arrive as `bytes`. */
  readonly event: string | Uint8Array;
  /** Whether Python compares its state before and after the call. */
  readonly isAudited?: true;
}

/** Host to worker: import the function's code ahead of the first call. It has an outcome like a call. */
export interface LoadRequest {
  readonly kind: "load";
  readonly callId: number;
}

/** Host to worker: stop the running call, which then ends with an outcome if it can. */
export interface StopRequest {
  readonly kind: "stop";
}

/** Host to worker: the instance is going to end. `TerminatedMessage` comes back, unless work goes on. */
export interface TerminateRequest {
  readonly kind: "terminate";
}

/** Host to worker: the reply to a step that does not block. */
export interface ReplyMessage {
  readonly kind: "reply";
  readonly frame: Uint8Array;
}

export type HostMessage = CallRequest | LoadRequest | StopRequest | TerminateRequest | ReplyMessage;

/** Worker to host. */
export type WorkerMessage =
  | LogMessage
  | OutcomeMessage
  | ImportedMessage
  | StoppedAtMessage
  | TerminatedMessage
  | StepMessage
  | ReceivedMessage;

/** Worker to host: a step of an outgoing HTTP exchange. Each but `close` has one reply, a frame. */
export interface StepMessage {
  readonly kind: "step";
  /** Comes back with the reply. */
  readonly stepId: number;
  /** Whether the thread waits for the reply, so that it has to come through shared memory. */
  readonly isBlocking: boolean;
  readonly step: ExchangeStep;
  /** Bytes of the request's body, for `open` and `send`. */
  readonly payload?: Uint8Array;
}

/** `exchangeId` is Python's choice, a new one for each exchange. */
export type ExchangeStep =
  | OpenStep
  | { readonly kind: "send"; readonly exchangeId: number; readonly isLast: boolean }
  | { readonly kind: "read"; readonly exchangeId: number }
  | { readonly kind: "close"; readonly exchangeId: number };

export interface OpenStep {
  readonly kind: "open";
  readonly exchangeId: number;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Who follows redirects: `manual` leaves them to Python, where the platform can. */
  readonly redirect: "follow" | "manual";
  /** `whole`: the bytes of this message. `streamed`: those of the `send` steps to come. */
  readonly body: "none" | "whole" | "streamed";
}

/** A reply frame is this as JSON with its `stepId`, a line end, and the bytes. */
export type StepReply =
  /** The body of the request may go on. */
  | { readonly kind: "more" }
  | (Piece & {
      readonly kind: "head";
      readonly status: number;
      readonly reason: string;
      readonly headers: readonly (readonly [name: string, value: string])[];
      /** After redirects that were followed. */
      readonly url: string;
      readonly isRedirected: boolean;
    })
  | (Piece & { readonly kind: "data" })
  | { readonly kind: "failure"; readonly failure: ExchangeFailure; readonly message: string };

/** A part of the body of a response, perhaps an empty one: a head brings the part that has arrived by then. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** Whether the body ends with it, and with the body the exchange: it needs no `close`. So it does by a failure. */
  readonly isLast: boolean;
}

/** Why an exchange failed; wasm-bootstrap/pythonless/http/socket_errors.py makes Python's own errors of them. */
export type ExchangeFailure =
  | "not-allowed"
  | "invalid"
  | "unknown-host"
  | "refused"
  | "unreachable"
  | "timeout"
  | "certificate"
  | "reset"
  | "hung-up"
  | "failed";

/** Worker to host: the reply slot is empty again, and another reply is pending. */
export interface ReceivedMessage {
  readonly kind: "received";
}

/** The function's code was imported. An instance that ends before has not reached the handler. */
export interface ImportedMessage {
  readonly kind: "imported";
}

/** Where the code of a call was when it was stopped. The call may still end by itself. */
export interface StoppedAtMessage extends StoppedAt {
  readonly kind: "stopped-at";
}

export interface StoppedAt {
  /** The stage of the escalation that stopped it there. */
  readonly by: "cancellation" | "interrupt";
  /** One entry a frame, as in `Failure`. */
  readonly stackTrace: readonly string[];
}

/** The function was notified of its end, and has nothing left to do. */
export interface TerminatedMessage {
  readonly kind: "terminated";
}

export interface LogMessage {
  readonly kind: "log";
  /** `system`: a warning of ours. */
  readonly source: "stdout" | "stderr" | "system";
  /** Of an earlier call, whose leftover work wrote this. Absent for the running call's own lines. */
  readonly requestId?: string;
  /** Unix time in milliseconds. */
  readonly timestamp: number;
  readonly lines: readonly string[];
}

export interface OutcomeMessage {
  readonly kind: "outcome";
  readonly callId: number;
  readonly outcome: CallOutcome;
  /** Of the user's import, when this call caused it. */
  readonly initDurationMs?: number;
  /** Sentences for the log. */
  readonly warnings: readonly string[];
  /** The changes that outlive the call, if it was audited. */
  readonly audit?: readonly AuditFinding[];
  /** WebAssembly memory when the call ended. */
  readonly memoryBytes: number;
}

export type CallOutcome =
  | { readonly kind: "result"; readonly text: string }
  /** `traceback` is Python's own text, for the log. */
  | { readonly kind: "fault"; readonly failure: Failure; readonly traceback: string }
  /** It gave up when it was asked to. */
  | { readonly kind: "stopped" }
  /** The instance must go. */
  | { readonly kind: "crash"; readonly reason: string };
