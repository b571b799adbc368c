import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "srvx/node";
import { answer, type Served } from "./answer.ts";
import { withRepeatedHeaders } from "./repeated-headers.ts";

/** Options of {@link serve}. */
export interface ServeOptions {
  /** Default 8080. With 0 the system picks a free one. */
  readonly port?: number;
  /** The address to listen on. Default `127.0.0.1`: nobody but this machine. */
  readonly host?: string;
  /** Told what failed although it never should; the client has had a 500. Default: silence. */
  readonly onError?: (error: unknown) => void;
}

/** A function behind a port. */
export interface Serving extends AsyncDisposable {
  /** The port it got. */
  readonly port: number;
  /** `http://localhost:8080/` */
  readonly url: string;
  /** Takes no more calls, waits for those in flight, then drops every connection. Leaves the function open. */
  close(): Promise<void>;
}

/**
 * Puts a function behind `node:http`.
 *
 * @throws the error of `listen`, for example with `code: "EADDRINUSE"`.
 * @example
 * const serving = await serve(fn, { port: 0 });
 * await fetch(serving.url);
 */
export async function serve(served: Served, options: ServeOptions = {}): Promise<Serving> {
  const { port = 8080, host = "127.0.0.1", onError = () => {} } = options;
  const handle = toNodeHandler((request) => answer(served, withRepeatedHeaders(request), onError));
  const inFlight = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    inFlight.add(response);
    response.once("close", () => inFlight.delete(response));
    // A request that was already on its way when close() was called is the last on its connection.
    if (!server.listening) response.shouldKeepAlive = false;
    // srvx's types want a message that is of HTTP/1 and of HTTP/2 at once.
    void handle(request as never, response as never);
  });
  server.listen({ port, host });
  await once(server, "listening");
  return asServing(server, host, inFlight);
}

function asServing(server: Server, host: string, inFlight: ReadonlySet<ServerResponse>): Serving {
  const { port } = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= drain(server, inFlight);
    return closing;
  };
  return { port, url: `http://${nameOf(host)}:${port}/`, close, [Symbol.asyncDispose]: close };
}

/**
 * Waits for responses rather than for `server.close()`: that one waits for connections, and a browser holds
 * one open on which it never asks anything.
 */
async function drain(server: Server, inFlight: ReadonlySet<ServerResponse>): Promise<void> {
  server.close();
  server.closeIdleConnections();
  for (const response of inFlight) response.shouldKeepAlive = false;
  while (inFlight.size > 0) await Promise.all([...inFlight].map((response) => once(response, "close")));
  server.closeAllConnections();
}

/** What to type into a browser: the address "all interfaces" is none. */
function nameOf(host: string): string {
  if (["127.0.0.1", "::1", "0.0.0.0", "::", "localhost"].includes(host)) return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
