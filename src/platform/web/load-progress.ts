import type { Arrival } from "../../clock/stall.ts";
import type { OnProgress } from "./web-platform.ts";

/** Of all files that have begun to come since the page was opened. */
let loadedBytes = 0;
let totalBytes: number | undefined = 0;

/** A function to be called with the number of bytes of each piece, which reports the sum of all files to the listener. */
export function progressOf({ headers }: Response, onProgress: OnProgress): (bytes: number) => void {
  const length = headers.get("Content-Length");
  // A response that is compressed on the way has the compressed length, and arrives unpacked.
  const isKnown = length !== null && headers.get("Content-Encoding") === null;
  totalBytes = isKnown && totalBytes !== undefined ? totalBytes + Number(length) : undefined;
  return (bytes) => {
    loadedBytes += bytes;
    try {
      onProgress({ loadedBytes, totalBytes });
    } catch {
      // The listener's own.
    }
  };
}

/** The same response, each piece of which is reported when it is read. */
export function watched(
  response: Response,
  arrival: Arrival,
  report: (bytes: number) => void = () => {},
): Response {
  const { body, headers } = response;
  if (body === null) return response;
  const watching = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      arrival.piece(piece.byteLength);
      report(piece.byteLength);
      controller.enqueue(piece);
    },
    flush: () => arrival.all(),
  });
  return new Response(body.pipeThrough(watching), { headers });
}
