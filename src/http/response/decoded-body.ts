import type { HeaderPair } from "../request/request.ts";

/** Content codings that `fetch` decodes. Each platform decodes those that its engine knows. */
export type ContentCoding = "gzip" | "deflate" | "deflate-raw" | "br" | "zstd";

/** Decodes a stream. Its errors describe the fault in the bytes. */
export type Decoder = (encoded: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>;

/** Finds the decoder of a coding; `undefined` where the platform has none. */
export type FindDecoder = (coding: ContentCoding) => Promise<Decoder | undefined>;

const CODINGS: Readonly<Record<string, ContentCoding>> = {
  gzip: "gzip",
  "x-gzip": "gzip",
  deflate: "deflate",
  br: "br",
  zstd: "zstd",
};

/** As in undici: more would only serve to exhaust the reader's memory. */
const MOST_CODINGS = 5;

/**
 * Decodes a body as `fetch` does. `undefined` where `fetch` would leave it as it is: without `Content-Encoding`, and when
 * one of the codings is unknown.
 */
export async function decodedBody(
  body: Uint8Array<ArrayBuffer>,
  headers: readonly HeaderPair[],
  findDecoder: FindDecoder,
): Promise<ReadableStream<Uint8Array> | undefined> {
  const codings = codingsOf(headers);
  if (body.length === 0 || codings.length === 0 || codings.length > MOST_CODINGS) return undefined;
  const decoders: Decoder[] = [];
  // The last coding was applied last.
  for (const name of codings.toReversed()) {
    const isFirst = decoders.length === 0;
    const coding = isFirst && isRawDeflate(name, body) ? "deflate-raw" : CODINGS[name];
    const decoder = coding && (await findDecoder(coding));
    if (decoder === undefined) return undefined;
    decoders.push(decoder);
  }
  return decodedOnDemand(body, decoders, codings.join(", "));
}

/** Deflate without its header, which browsers and undici take too. */
function isRawDeflate(name: string, [first = 0]: Uint8Array): boolean {
  return name === "deflate" && (first & 0x0f) !== 8;
}

function codingsOf(headers: readonly HeaderPair[]): string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === "content-encoding")
    .flatMap(([, value]) => value.split(","))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== "" && coding !== "identity");
}

/** Decodes no more than is read: a few kilobytes can hold gigabytes. */
function decodedOnDemand(
  body: Uint8Array<ArrayBuffer>,
  decoders: readonly Decoder[],
  codings: string,
): ReadableStream<Uint8Array> {
  const decode = () => {
    const encoded = new Blob([body]).stream() as ReadableStream<Uint8Array>;
    return decoders.reduce((stream, decoder) => decoder(stream), encoded).getReader();
  };
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream(
    {
      async pull(controller) {
        reader ??= decode();
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          controller.error(undecodable(codings, error));
        }
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

function undecodable(codings: string, cause: unknown): TypeError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new TypeError(
    `The body of the response is not what its Content-Encoding says (${codings}): ${reason}. Return encoded bytes as base64, with "isBase64Encoded": true.`,
    { cause },
  );
}
