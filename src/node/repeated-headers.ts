import type { ServerRequest } from "srvx";

/**
 * The same request with headers that list repeated ones separately when iterated, as the event's `multiValueHeaders`
 * does (contract 2.2). `Headers` alone joins them with `", "`.
 */
export function withRepeatedHeaders(request: ServerRequest): ServerRequest {
  // srvx builds its own headers on first access and relies on them when it reads the whole body.
  void request.headers;
  const rawHeaders = request.runtime?.node?.req.rawHeaders ?? [];
  return Object.defineProperty(request, "headers", { value: new RepeatedHeaders(rawHeaders) });
}

/** `Headers` whose iteration lists repeated headers separately. */
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
