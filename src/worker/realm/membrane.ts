import type {
  Assets,
  FreezeRequest,
  FreezeResult,
  PrepareRequest,
  StartRequest,
} from "../../wire/protocol.ts";
import type { Python, PythonSink } from "../python.ts";
import type { Realm } from "../session.ts";
import { ownView } from "./rewrap.ts";

/**
 * The border of the Node realm, seen from inside. What comes in is made anew of this realm's objects, what goes out
 * is text, numbers, and errors made here. The function may have rebuilt every method and getter of this realm by
 * then, so what is needed is bound now, and nothing of the outer realm is given to a method.
 */
export function withBorder(realm: Realm): Realm {
  return {
    startPython: (request) =>
      ownErrors(async () => bordered(await realm.startPython(ownStartRequest(request)))),
    makeSnapshot: (assets) => ownErrors(() => realm.makeSnapshot(ownAssets(assets))),
    freezeFunction: (request) =>
      ownErrors(async () => ownResult(await realm.freezeFunction(ownFreezeRequest(request)))),
  };
}

const { keys } = Object;
const { parse } = JSON;

function bordered(python: Python): Python {
  return {
    prepare: (request, sink, outside) =>
      ownError(() => python.prepare(ownPrepareRequest(request), ownSink(sink), outside)),
    invoke: (requestId, deadlineMs, event, isAudited) =>
      ownError(() =>
        python.invoke(
          requestId,
          deadlineMs,
          typeof event === "string" ? event : new Uint8Array(event),
          isAudited,
        ),
      ),
    load: () => ownError(() => python.load()),
    stop: () => ownError(() => python.stop()),
    terminate: () => {
      let isBusy = false;
      ownError(() => {
        isBusy = Boolean(python.terminate());
      });
      return isBusy;
    },
    reply: (letter) => ownError(() => python.reply(new Uint8Array(letter))),
    memoryBytes: () => Number(python.memoryBytes()),
    isFrozenFunction: python.isFrozenFunction,
    warning: python.warning,
  };
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

function ownFreezeRequest({ version, assets, key, prepare }: FreezeRequest): FreezeRequest {
  return { version, assets: ownAssets(assets), key, prepare: ownPrepareRequest(prepare) };
}

/** All but the files comes as text in the place of `settings`: src/worker/node.ts. */
function ownPrepareRequest(request: PrepareRequest): PrepareRequest {
  const files: Record<string, Uint8Array> = {};
  const paths = keys(request.files);
  for (let index = 0; index < paths.length; index++) {
    const path = paths[index] as string;
    files[path] = new Uint8Array(request.files[path] as Uint8Array);
  }
  return { files, ...parse(request.settings as unknown as string) };
}

function ownSink(sink: PythonSink): PythonSink {
  return {
    write: (source, bytes) => ownError(() => sink.write(source, bytes)),
    stood: (details) => ownError(() => sink.stood(details)),
    speak: (requestId) => ownError(() => sink.speak(requestId)),
    answer: (kind, details, text) => ownError(() => sink.answer(kind, details, text)),
    step: (details, bytes) => ownError(() => sink.step(details, bytes)),
    taken: () => ownError(() => sink.taken()),
    result: (pythonType, text) => ownError(() => sink.result(pythonType, text)),
  };
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
