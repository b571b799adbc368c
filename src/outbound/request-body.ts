import type { OpenStep, StepReply } from "../wire/protocol.ts";

/** The body of a request, on its way from Python to `fetch`. */
export interface RequestBody {
  /** The body for `fetch`. A promise where it takes whole bodies only. */
  readonly content: Uint8Array<ArrayBuffer> | ReadableStream | Promise<Blob> | null;
  /** Resolves when there is room for the next piece. */
  send(bytes: Uint8Array, isLast: boolean): Promise<StepReply>;
}

const MORE: StepReply = { kind: "more" };

/** @param canStream whether the platform can send a body while it is being made. */
export function requestBody(
  { body }: OpenStep,
  bytes: Uint8Array<ArrayBuffer>,
  canStream: boolean,
): RequestBody {
  if (body === "streamed") return canStream ? streamedBody() : gatheredBody();
  return { content: body === "whole" ? bytes : null, send: async () => MORE };
}

function streamedBody(): RequestBody {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  // An aborted request is reported by its response.
  writer.closed.catch(() => {});
  return {
    content: readable,
    async send(bytes, isLast) {
      if (bytes.length > 0) writer.write(bytes).catch(() => {});
      if (isLast) writer.close().catch(() => {});
      await writer.ready.catch(() => {});
      return MORE;
    },
  };
}

/** In a Blob, which browsers may keep out of memory. */
function gatheredBody(): RequestBody {
  const pieces: BlobPart[] = [];
  let finish: (whole: Blob) => void = () => {};
  const content = new Promise<Blob>((resolve) => {
    finish = resolve;
  });
  return {
    content,
    async send(bytes, isLast) {
      pieces.push(new Uint8Array(bytes));
      if (isLast) finish(new Blob(pieces));
      return MORE;
    },
  };
}
