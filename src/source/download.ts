import { unlessStalled } from "../clock/stall.ts";
import { joinBytes } from "../util/bytes.ts";

/** The content of a URL. */
export function download(url: URL): Promise<Uint8Array> {
  return unlessStalled(url.href, async (arrival) => {
    const response = await fetch(url.href);
    if (!response.ok) throw new Error(`it was answered with status ${response.status}`);
    const pieces: Uint8Array[] = [];
    const reader = response.body?.getReader();
    for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
      arrival.piece(piece.value.length);
      pieces.push(piece.value);
    }
    return joinBytes(pieces);
  });
}
