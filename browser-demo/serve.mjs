import { fileURLToPath } from "node:url";
import { serve } from "srvx/node";
import { staticMiddleware } from "srvx/static";

/**
 * Serves the built site, on this machine only.
 *
 * @param {number} port 0 takes a free one.
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export function servePage(port) {
  return serveFolder(fileURLToPath(new URL("../dist/demo/", import.meta.url)), port);
}

/** The same for any folder. */
export async function serveFolder(dir, port) {
  const server = serve({
    port,
    hostname: "127.0.0.1",
    silent: true,
    gracefulShutdown: false,
    middleware: [withIsolation, staticMiddleware({ dir })],
    fetch: () => new Response("Not found", { status: 404 }),
  });
  await server.ready();
  return { url: String(server.url), close: () => server.close(true) };
}

/** A page may share memory with its workers only when it is isolated. */
async function withIsolation(_request, next) {
  const response = await next();
  response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  return response;
}
