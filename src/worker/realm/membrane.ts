import type {
  Assets,
  FreezeRequest,
  FreezeResult,
  PrepareRequest,
  StartRequest,
} from "../../wire/protocol.ts";
import type { Emit, Payload, Python } from "../python.ts";
import type { Realm } from "../session.ts";
import { ownView } from "./rewrap.ts";

/**
 * The membrane around the Node realm, seen from inside. Incoming values are re-created as objects of this realm; outgoing values
 * is text, numbers, and errors made here. The function may have rebuilt every method and getter of this realm by
 * then, so the functions in use are bound now, and nothing of the outer realm is passed to a method.
 */
export function withMembrane(realm: Realm): VmRealm {
  return {
    startPython: (request) =>
      ownErrors(async () => enclosed(await realm.startPython(ownStartRequest(request)))),
    makeSnapshot: (assets) => ownErrors(() => realm.makeSnapshot(ownAssets(assets))),
    freezeFunction: ({ version, assets, key, prepare }) =>
      ownErrors(async () => {
        const request = { version, assets: ownAssets(assets), key, prepare: ownPrepareRequest(prepare) };
        return ownResult(await realm.freezeFunction(request));
      }),
  };
}

/** The realm of a `vm` context as src/worker/node.ts calls it. */
export interface VmRealm extends Omit<Realm, "startPython" | "freezeFunction"> {
  startPython(request: StartRequest): Promise<VmPython>;
  freezeFunction(request: VmFreezeRequest): Promise<FreezeResult>;
}

export interface VmPython extends Omit<Python, "prepare"> {
  prepare(request: VmPrepareRequest, emit: Emit, outside?: object): void;
}

/** The request with all but its files as JSON, so that no object of the outer realm has to be copied member by member. */
export interface VmPrepareRequest {
  readonly files: PrepareRequest["files"];
  readonly json: string;
}

export interface VmFreezeRequest extends Omit<FreezeRequest, "prepare"> {
  readonly prepare: VmPrepareRequest;
}

const { keys } = Object;
const { parse } = JSON;

function enclosed(python: Python): VmPython {
  return {
    ...python,
    prepare: (request, emit, outside) =>
      ownError(() => python.prepare(ownPrepareRequest(request), ownEmit(emit), outside)),
    call: (requestId, deadlineMs, event) =>
      ownError(() => python.call(requestId, deadlineMs, ownPayload(event) as typeof event)),
    send: (kind, json, payload) => ownError(() => python.send(kind, json, ownPayload(payload))),
    memoryBytes: () => Number(python.memoryBytes()),
  };
}

function ownPayload(payload: Payload): Payload {
  return typeof payload === "object" ? new Uint8Array(payload) : payload;
}

function ownStartRequest({ version, assets, functionSnapshot, shared }: StartRequest): StartRequest {
  return {
    version,
    assets: ownAssets(assets),
    ...(functionSnapshot && {
      functionSnapshot: { key: functionSnapshot.key, image: ownView(functionSnapshot.image) },
    }),
    // Made one of this realm where it is taken up, before the function runs.
    ...(shared && { shared }),
  };
}

/** The snapshot is not copied: it is 15 MB, read before the function runs, and kept by nobody. */
function ownAssets({ wasmModule, standardLibrary, snapshot }: Assets): Assets {
  return {
    wasmModule,
    standardLibrary: new Uint8Array(standardLibrary),
    ...(snapshot && { snapshot: ownView(snapshot) }),
  };
}

function ownPrepareRequest(request: VmPrepareRequest): PrepareRequest {
  const files: Record<string, Uint8Array> = {};
  const paths = keys(request.files);
  for (let index = 0; index < paths.length; index++) {
    const path = paths[index] as string;
    files[path] = new Uint8Array(request.files[path] as Uint8Array);
  }
  return { files, ...(parse(request.json) as Omit<PrepareRequest, "files">) };
}

function ownEmit(emit: Emit): Emit {
  return (kind, json, payload) => ownError(() => emit(kind, json, payload));
}

function ownResult(result: FreezeResult): FreezeResult {
  if (result.kind !== "frozen") return { kind: result.kind, reason: String(result.reason) };
  return { kind: "frozen", image: new Uint8Array(result.image) };
}

/** An error is made here on its way in, because its constructor leads out, and on its way out, because its getters lead in. */
function ownError(work: () => void): undefined {
  try {
    work();
  } catch (error) {
    throw new Error(messageOf(error));
  }
}

async function ownErrors<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw new Error(messageOf(error));
  }
}

/** In words, whatever it is; for src/worker/node.ts too. */
export function messageOf(error: unknown): string {
  try {
    const { stack, message } = (error ?? {}) as { stack?: unknown; message?: unknown };
    return String(message ?? stack ?? error);
  } catch {
    return "an error that cannot be described";
  }
}
