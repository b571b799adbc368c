import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An object storage with one bucket, as far as `put`, `get` and `list` need it. Anybody may write. */
export async function startStorage(): Promise<{
  readonly url: string;
  /** MD5 of an object. */
  digest(key: string): string | undefined;
  close(): Promise<void>;
}> {
  const objects = new Map<string, Buffer>();
  const md5 = (content: Buffer) => createHash("md5").update(content).digest("hex");
  const server = createServer((request, response) => {
    for (const what of ["Allow-Origin", "Allow-Headers", "Expose-Headers"]) {
      response.setHeader(`Access-Control-${what}`, "*");
    }
    response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, PUT");
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const { pathname } = new URL(request.url ?? "", "http://x");
      const key = decodeURIComponent(pathname.replace(/^\/bucket\/?/, ""));
      const content = objects.get(key);
      if (request.method === "PUT") {
        const body = unchunked(Buffer.concat(pieces), request.headers["content-encoding"]);
        objects.set(key, body);
        response.writeHead(200, { etag: `"${md5(body)}"` }).end();
      } else if (key === "") {
        response.writeHead(200, { "content-type": "application/xml" }).end(listOf(objects));
      } else if (content) {
        response.writeHead(200, { etag: `"${md5(content)}"`, "content-length": content.length }).end(content);
      } else {
        response.writeHead(404, { "content-type": "application/xml" });
        response.end("<Error><Code>NoSuchKey</Code><Message>no</Message></Error>");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    digest: (key) => {
      const content = objects.get(key);
      return content && md5(content);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Newer clients send chunks with a checksum behind them, as content. */
function unchunked(body: Buffer, encoding: string | undefined): Buffer {
  if (!encoding?.includes("aws-chunked")) return body;
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.toString("latin1", at, end), 16);
    if (!(size > 0)) break;
    pieces.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(pieces);
}

function listOf(objects: ReadonlyMap<string, Buffer>): string {
  const contents = [...objects].map(
    ([key, content]) => `<Contents><Key>${key}</Key><Size>${content.length}</Size></Contents>`,
  );
  return `<?xml version="1.0"?><ListBucketResult><Name>bucket</Name>${contents.join("")}</ListBucketResult>`;
}
