import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "srvx/node";
import type { FunctionServer, ServedFunction, ServeOptions } from "../api/server.ts";
import { checkServe } from "../options/serve.ts";
import { answer } from "./answer.ts";
import { withRepeatedHeaders } from "./repeated-headers.ts";

/**
 * Answers HTTP requests with a function, as the service does at `/` and `/<functionName>`. Works in Node only.
 *
 * @throws UsageError for wrong options; the system's error when it cannot listen, for example with `code: "EADDRINUSE"`.
 * @example
 * await using server = await serve(fn, { port: 0 });
 * console.log(await (await fetch(server.url)).text());
 */
export async function serve(fn: ServedFunction, options: ServeOptions = {}): Promise<FunctionServer> {
  const { port, host, onError = console.error } = checkServe(fn, options);
  const handle = toNodeHandler((request) => answer(fn, withRepeatedHeaders(request), onError));
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
  return functionServer(server, host, inFlight);
}

function functionServer(server: Server, host: string, inFlight: ReadonlySet<ServerResponse>): FunctionServer {
  const { port } = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= drain(server, inFlight);
    return closing;
  };
  return { port, url: `http://${hostName(host)}:${port}/`, close, [Symbol.asyncDispose]: close };
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

/** The host of a URL for browsers: they cannot open the address that means all interfaces. */
function hostName(host: string): string {
  if (["127.0.0.1", "::1", "0.0.0.0", "::", "localhost"].includes(host)) return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
