import type { LogMessage } from "../wire/protocol.ts";
import { LineCutter } from "./lines.ts";

type Source = "stdout" | "stderr";

/** The output of the function on its way to the log: cut into lines, each under the call it belongs to. */
export class Output {
  readonly #post: (message: LogMessage) => void;
  readonly #limitBytes: number;
  #callBytes = 0;
  readonly #streams = { stdout: new LineCutter(), stderr: new LineCutter() };
  #runningId: string | undefined;
  #speakerId: string | undefined;

  /** @param limitBytes the most output of one call; the rest is dropped, with one notice. */
  constructor(post: (message: LogMessage) => void, limitBytes: number) {
    this.#post = post;
    this.#limitBytes = limitBytes;
  }

  /** A call begins, or, without an id, goes on after the last one. */
  begin(requestId: string | undefined): void {
    this.#callBytes = 0;
    this.#speakerId = requestId ?? this.#runningId;
    this.#runningId = requestId;
  }

  /** Output from now on belongs to this call. */
  setSpeaker(requestId: string): void {
    this.flush();
    this.#speakerId = requestId;
  }

  write(source: Source, bytes: Uint8Array): void {
    const isWithin = this.#callBytes <= this.#limitBytes;
    this.#callBytes += bytes.length;
    if (this.#callBytes > this.#limitBytes) {
      if (isWithin) this.#noticeLimit();
      return;
    }
    this.#postLines(source, this.#streams[source].push(bytes));
  }

  /** Lines without an end are lines all the same. */
  flush(): void {
    this.#postLines("stdout", this.#streams.stdout.flush());
    this.#postLines("stderr", this.#streams.stderr.flush());
  }

  #noticeLimit(): void {
    this.flush();
    const notice = `The log of this call is longer than ${this.#limitBytes} bytes: the rest is dropped (limits.logBytes).`;
    this.#postLines("system", [notice]);
  }

  #postLines(source: LogMessage["source"], lines: readonly string[]): void {
    if (lines.length === 0) return;
    const requestId = this.#speakerId === this.#runningId ? undefined : this.#speakerId;
    this.#post({
      kind: "log",
      source,
      timestamp: Date.now(),
      lines,
      ...(requestId !== undefined && { requestId }),
    });
  }
}
