import type { Piece } from "../wire/protocol.ts";
import type { FetchCapabilities } from "./network.ts";

const NOTHING: Uint8Array = new Uint8Array();

/**
 * The body of a response, in pieces. It is read one piece ahead, so that most of the time the last one can say that it is:
 * asking for more, only to learn that there is none, would cost one more round trip to the host.
 */
export class ResponseBody {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #nextTurn: FetchCapabilities["nextTurn"];
  #rest = NOTHING;
  #isOver: boolean;
  #reading: Promise<void> | undefined;

  constructor(stream: ReadableStream<Uint8Array> | null, { nextTurn }: FetchCapabilities) {
    this.#reader = stream?.getReader();
    this.#nextTurn = nextTurn;
    this.#isOver = stream === null;
  }

  /** The bytes that have arrived by now, perhaps none. */
  async first(mostBytes: number): Promise<Piece> {
    await this.#readAhead();
    return this.#cut(mostBytes);
  }

  /** The next piece, empty at the end only. Rejects as the stream does. */
  async next(mostBytes: number): Promise<Piece> {
    while (this.#rest.length === 0 && !this.#isOver) await this.#read();
    return this.#cut(mostBytes);
  }

  cancel(): void {
    this.#reader?.cancel().catch(() => {});
  }

  async #cut(mostBytes: number): Promise<Piece> {
    const bytes = this.#rest.subarray(0, mostBytes);
    this.#rest = this.#rest.subarray(mostBytes);
    if (bytes.length > 0) await this.#readAhead();
    return { bytes, isLast: this.#isOver && this.#rest.length === 0 };
  }

  /** Waits for nothing that is not there yet. */
  async #readAhead(): Promise<void> {
    if (this.#rest.length > 0 || this.#isOver) return;
    await Promise.race([this.#read().catch(() => {}), this.#nextTurn()]);
  }

  /** Once it has failed, it fails. */
  #read(): Promise<void> {
    this.#reading ??= this.#take();
    return this.#reading;
  }

  async #take(): Promise<void> {
    const { done, value } = (await this.#reader?.read()) ?? { done: true };
    if (done) this.#isOver = true;
    else if (ArrayBuffer.isView(value)) this.#rest = value;
    else throw new TypeError("the body of the Response is not of bytes");
    this.#reading = undefined;
  }
}
