import { joinBytes } from "../../util/bytes.ts";

/** The members of a request that reading its body uses. Firefox has no `Request.body`, and other realms have their own classes. */
export interface BodyLike {
  readonly body?: StreamLike | null;
  arrayBuffer(): Promise<ArrayBuffer>;
}

interface StreamLike {
  getReader(): ReaderLike;
  cancel(): Promise<unknown>;
}

interface ReaderLike {
  read(): Promise<{ readonly done: boolean; readonly value?: unknown }>;
  cancel(): Promise<unknown>;
}

/** The bytes of a body, or `undefined` when there are more than `limitBytes`; reading stops at the limit. */
export async function readBody(message: BodyLike, limitBytes: number): Promise<Uint8Array | undefined> {
  if (message.body === null) return new Uint8Array();
  if (typeof message.body?.getReader === "function") return readStream(message.body.getReader(), limitBytes);
  const bytes = new Uint8Array(await message.arrayBuffer());
  return bytes.byteLength > limitBytes ? undefined : bytes;
}

async function readStream(reader: ReaderLike, limitBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let totalBytes = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    const chunk = chunkBytes(step.value);
    totalBytes += chunk.byteLength;
    if (totalBytes > limitBytes) {
      giveUp(reader);
      return undefined;
    }
    chunks.push(chunk);
  }
  return joinBytes(chunks);
}

/** Cancels without waiting: a sender that never settles the cancellation must not delay the 413. */
export function giveUp(source: Pick<ReaderLike, "cancel">): void {
  source.cancel().catch(() => undefined);
}

function chunkBytes(chunk: unknown): Uint8Array {
  // Not instanceof: a chunk of another realm is a Uint8Array of that realm.
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new TypeError(
    `The body of the request must stream bytes; it streamed a value of type ${typeof chunk}.`,
  );
}
