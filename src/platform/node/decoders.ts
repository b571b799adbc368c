import { Duplex, type Transform } from "node:stream";
import * as zlib from "node:zlib";
import type { ContentCoding, Decoder } from "../../http/response/decoded-body.ts";

/** As in undici, curl and browsers: a body that ends early is decoded as far as it goes. */
const LENIENT: zlib.ZlibOptions = {
  flush: zlib.constants.Z_SYNC_FLUSH,
  finishFlush: zlib.constants.Z_SYNC_FLUSH,
};

/** Since Node 22.15. */
const { createZstdDecompress } = zlib as { readonly createZstdDecompress?: () => Transform };

const DECODERS: Readonly<Record<ContentCoding, (() => Transform) | undefined>> = {
  gzip: () => zlib.createGunzip(LENIENT),
  deflate: () => zlib.createInflate(LENIENT),
  "deflate-raw": () => zlib.createInflateRaw(LENIENT),
  br: () =>
    zlib.createBrotliDecompress({
      flush: zlib.constants.BROTLI_OPERATION_FLUSH,
      finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
    }),
  zstd: createZstdDecompress,
};

/** Finds the decoder of Node's zlib for a coding. */
export function findDecoder(coding: ContentCoding): Decoder | undefined {
  const make = DECODERS[coding];
  return (
    make &&
    ((encoded) => encoded.pipeThrough(Duplex.toWeb(make()) as ReadableWritablePair<Uint8Array, Uint8Array>))
  );
}
