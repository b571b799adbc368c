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

/** Reads a copy of a response, and reports each piece. Never rejects: the reader of the original gets the error. */
export async function watch(
  copy: Response,
  arrival: Arrival,
  report: (bytes: number) => void = () => {},
): Promise<void> {
  try {
    const reader = copy.body?.getReader();
    for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
      arrival.piece(piece.value.byteLength);
      report(piece.value.byteLength);
    }
    arrival.all();
  } catch {
    // Of the network.
  }
}
