import type { LogMessage } from "../protocol.ts";
import { LineCutter } from "./lines.ts";

type Source = LogMessage["source"];

/** What the function writes, on its way to the log: cut into lines, each under the call it belongs to. */
export class Output {
  readonly #post: (message: LogMessage) => void;
  readonly #streams = { stdout: new LineCutter(), stderr: new LineCutter() };
  #runningId: string | undefined;
  #speakerId: string | undefined;

  constructor(post: (message: LogMessage) => void) {
    this.#post = post;
  }

  /** A call begins, or, without an id, goes on after the last one. */
  begin(requestId: string | undefined): void {
    if (requestId === undefined) {
      this.#speakerId = this.#runningId;
      this.#runningId = undefined;
    } else {
      this.#runningId = requestId;
      this.#speakerId = requestId;
    }
  }

  /** What comes now was written on behalf of this call. */
  speak(requestId: string): void {
    this.flush();
    this.#speakerId = requestId;
  }

  write(source: Source, bytes: Uint8Array): void {
    this.#tell(source, this.#streams[source].push(bytes));
  }

  /** Lines without an end are lines all the same. */
  flush(): void {
    this.#tell("stdout", this.#streams.stdout.flush());
    this.#tell("stderr", this.#streams.stderr.flush());
  }

  #tell(source: Source, lines: readonly string[]): void {
    if (lines.length === 0) return;
    const isOfAnother = this.#speakerId !== undefined && this.#speakerId !== this.#runningId;
    this.#post({
      kind: "log",
      source,
      timestamp: Date.now(),
      lines,
      ...(isOfAnother && this.#speakerId !== undefined && { requestId: this.#speakerId }),
    });
  }
}
