import type { OpenStep, Piece, StepReply } from "../wire/protocol.ts";
import { failureOf } from "./exchange-failures.ts";
import { isMetadataService, metadataResponse } from "./metadata-service.ts";
import type { Network } from "./network.ts";
import { type RequestBody, requestBody } from "./request-body.ts";
import { ResponseBody } from "./response-body.ts";
import { headOf } from "./response-head.ts";

/** The largest piece of a body: a frame has to hold it, and a line beside it. */
const PIECE_BYTES = 192 * 1024;
/** The same beside a head, whose headers want room too. */
const FIRST_PIECE_BYTES = 64 * 1024;

/** One request of a function and its response, through the host's `fetch`. Nothing of it rejects. */
export class Exchange {
  readonly #open: OpenStep;
  readonly #network: Network;
  readonly #host: string;
  readonly #controller = new AbortController();
  readonly #body: RequestBody;
  readonly #head: Promise<StepReply>;
  #response: ResponseBody | undefined;
  #isOver = false;

  /** Begins at once, if the body of the request does not have to be whole first. */
  constructor(open: OpenStep, bytes: Uint8Array, network: Network) {
    this.#open = open;
    this.#network = network;
    this.#host = hostOf(open.url);
    this.#body = requestBody(open, new Uint8Array(bytes), network.capabilities.streamsRequests);
    this.#head = Promise.race([this.#fetchHead(), this.#aborted()]);
  }

  /** The head of the response, or that more of the request may come. */
  opened(): Promise<StepReply> {
    if (this.#open.body !== "streamed") return this.#head;
    return Promise.resolve({ kind: "more" });
  }

  /** The same for a piece of the request's body. A response may come before its end. */
  async send(bytes: Uint8Array, isLast: boolean): Promise<StepReply> {
    const sent = this.#body.send(bytes, isLast);
    return isLast ? this.#head : Promise.race([this.#head, sent]);
  }

  /** The next piece of the response's body. */
  async read(): Promise<StepReply> {
    if (this.#response === undefined) return this.#ended();
    try {
      return this.#checked({ kind: "data", ...(await this.#response.next(PIECE_BYTES)) });
    } catch (error) {
      return failureOf(error, this.#host, "body");
    }
  }

  /** Ends it: pending steps fail. Idempotent. */
  close(): void {
    // Aborting a finished exchange costs time, but a request may be longer than its response.
    if (this.#isOver && this.#open.body !== "streamed") return;
    this.#controller.abort();
    this.#response?.cancel();
  }

  async #fetchHead(): Promise<StepReply> {
    try {
      const response = await this.#respond(await this.#request());
      const head = headOf(response, this.#open.method, this.#network.capabilities);
      this.#response = new ResponseBody(response.body, this.#network.capabilities);
      if (this.#controller.signal.aborted) this.close();
      return this.#checked({ ...head, ...(await this.#response.first(FIRST_PIECE_BYTES)) });
    } catch (error) {
      return error instanceof Refusal ? error.reply : failureOf(error, this.#host, "head");
    }
  }

  /** A body that was cancelled has ended too. */
  #checked(reply: Piece & StepReply): StepReply {
    if (this.#controller.signal.aborted) return this.#ended();
    this.#isOver = reply.isLast;
    return reply;
  }

  async #request(): Promise<Request> {
    const { url, method, headers, redirect } = this.#open;
    const body = await this.#body.content;
    try {
      return new Request(url, {
        ...this.#network.capabilities.init,
        method,
        headers: headers.map(([name, value]) => [name, value] as [string, string]),
        redirect: this.#network.capabilities.showsRedirects ? redirect : "follow",
        signal: this.#controller.signal,
        ...(body !== null && { body }),
        // Asked for by the standard where the body is a stream.
        ...(body !== null && { duplex: "half" }),
      });
    } catch (error) {
      throw new Refusal("invalid", `${this.#host}: ${(error as Error).message}`);
    }
  }

  async #respond(request: Request): Promise<Response> {
    const { fetch, token } = this.#network;
    if (isMetadataService(new URL(request.url))) return metadataResponse(request, token);
    if (fetch === false) throw new Refusal("not-allowed", `${this.#host}: ${NOT_ALLOWED}`);
    const response = await fetch(request);
    if (typeof response?.status !== "number" || response.status === 0) {
      throw new Refusal("failed", `${this.#host}: the option fetch gave no Response that can be read`);
    }
    return response;
  }

  #aborted(): Promise<StepReply> {
    const { signal } = this.#controller;
    return new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve(this.#ended()), { once: true });
    });
  }

  #ended(): StepReply {
    return { kind: "failure", failure: "reset", message: `${this.#host}: the exchange was ended` };
  }
}

const NOT_ALLOWED =
  "outbound HTTP is off. createFunction({ fetch: globalThis.fetch }) allows it; the command line does unless --no-network is given.";

class Refusal extends Error {
  readonly reply: StepReply;

  constructor(failure: Extract<StepReply, { kind: "failure" }>["failure"], message: string) {
    super(message);
    this.reply = { kind: "failure", failure, message };
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
