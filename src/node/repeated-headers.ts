import type { ServerRequest } from "srvx";

/**
 * The same request with headers that tell repeated ones apart when iterated, as the event's `multiValueHeaders`
 * does (contract 2.2). `Headers` alone joins them with `", "`.
 */
export function withRepeatedHeaders(request: ServerRequest): ServerRequest {
  // srvx builds its own headers at the first look and counts on them when it reads the body in one go.
  void request.headers;
  const rawHeaders = request.runtime?.node?.req.rawHeaders ?? [];
  return Object.defineProperty(request, "headers", { value: new RepeatedHeaders(rawHeaders) });
}

/** All but iteration is as in `Headers`. */
class RepeatedHeaders extends Headers {
  readonly #pairs: readonly [string, string][];

  /** Takes `IncomingMessage.rawHeaders`: names and values in turn. */
  constructor(rawHeaders: readonly string[]) {
    const pairs: [string, string][] = [];
    for (let index = 0; index < rawHeaders.length; index += 2) {
      pairs.push([rawHeaders[index] ?? "", rawHeaders[index + 1] ?? ""]);
    }
    super(pairs);
    this.#pairs = pairs;
  }

  override [Symbol.iterator](): HeadersIterator<[string, string]> {
    return this.#pairs[Symbol.iterator]() as HeadersIterator<[string, string]>;
  }
}
