import { fileURLToPath } from "node:url";
import { serve } from "srvx/node";
import { staticMiddleware } from "srvx/static";

const built = new URL("../dist/", import.meta.url);

/**
 * Serves the built site, on this machine only.
 *
 * @param {number} port 0 takes a free one.
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export function servePage(port) {
  return serveFolder(fileURLToPath(new URL("demo/", built)), port);
}

/** The package alone, as dist/ has it: `web/index.js` with `assets/` beside it. */
export function servePackage(port) {
  return serveFolder(fileURLToPath(built), port);
}

/**
 * The same for any folder. Nothing is compressed: to a browser on the same machine that takes time and saves none.
 *
 * @param {import("./serve.d.mts").Hosting} [how]
 */
export async function serveFolder(dir, port, { isIsolated = true, below = "/", isEncoded = false } = {}) {
  const files = staticMiddleware({ dir, compress: false });
  const server = serve({
    port,
    hostname: "127.0.0.1",
    silent: true,
    gracefulShutdown: false,
    async fetch(request) {
      const url = new URL(request.url);
      if (!url.pathname.startsWith(below)) return notFound();
      url.pathname = url.pathname.slice(below.length - 1);
      const { method, headers } = request;
      const response = await files(new Request(url, { method, headers }), notFound);
      if (isEncoded && url.pathname.endsWith(".gz")) response.headers.set("Content-Encoding", "gzip");
      return isIsolated ? isolated(response) : response;
    },
  });
  await server.ready();
  return { url: new URL(below, server.url).href, close: () => server.close(true) };
}

function notFound() {
  return new Response("Not found", { status: 404 });
}

/** A page may share memory with its workers only when it is isolated. */
function isolated(response) {
  response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  return response;
}
