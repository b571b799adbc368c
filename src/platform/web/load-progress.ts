import type { OnProgress } from "./web-platform.ts";

/** Of all files that have begun to come since the page was opened. */
let loadedBytes = 0;
let totalBytes: number | undefined = 0;

/** Reads a copy of the response to tell how much of it has come. Never rejects: whoever reads the original is told. */
export async function count({ body, headers }: Response, onProgress: OnProgress): Promise<void> {
  const length = headers.get("Content-Length");
  // What is compressed on the way has the length of that, and comes unpacked.
  const isKnown = length !== null && headers.get("Content-Encoding") === null;
  totalBytes = isKnown && totalBytes !== undefined ? totalBytes + Number(length) : undefined;
  try {
    const reader = body?.getReader();
    for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
      loadedBytes += piece.value.byteLength;
      onProgress({ loadedBytes, totalBytes });
    }
  } catch {
    // Of the network or of the listener's.
  }
}
