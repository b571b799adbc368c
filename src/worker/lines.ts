import { joinBytes } from "../util/bytes.ts";

/**
 * Cuts a stream of bytes into lines. A line may come in pieces, and a character too, so bytes are kept until
 * their line ends.
 */
export class LineCutter {
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  #pieces: Uint8Array[] = [];

  /** The lines that `bytes` completes, without their line ends. `bytes` may be reused afterwards. */
  push(bytes: Uint8Array): string[] {
    if (bytes.length === 0) return [];
    const end = bytes.lastIndexOf(NEWLINE);
    if (end < 0) {
      this.#pieces.push(bytes.slice());
      return [];
    }
    this.#pieces.push(bytes.slice(0, end));
    const lines = this.#take().split("\n");
    if (end + 1 < bytes.length) this.#pieces.push(bytes.slice(end + 1));
    return lines;
  }

  /** The text after the last line end, if there is any. */
  flush(): string[] {
    return this.#pieces.length > 0 ? [this.#take()] : [];
  }

  #take(): string {
    const text = this.#decoder.decode(joinBytes(this.#pieces));
    this.#pieces = [];
    return text;
  }
}

const NEWLINE = 0x0a;
