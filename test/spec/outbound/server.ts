import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

/** A server on this machine, with what real ones do, good and bad. Pages of other origins may read its answers. */
export interface LocalServer {
  readonly url: string;
  /** How many requests it was asked and how many of those were given up by the client. */
  readonly seen: { requests: number; abandoned: number };
  close(): Promise<void>;
}

type Answer = (response: ServerResponse, asked: Asked) => void;

interface Asked {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly query: URLSearchParams;
}

const MEGABYTE = 1 << 20;

const ANSWERS: Readonly<Record<string, Answer>> = {
  "/echo": (response, { request, body }) => {
    response.setHeader("content-type", "application/json");
    const { method, url, rawHeaders } = request;
    response.end(
      JSON.stringify({ method, url, headers: rawHeaders, bytes: body.length, text: String(body) }),
    );
  },
  "/mirror": (response, { body }) => response.end(body),
  "/gzip": (response) => {
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync("hello ".repeat(1_000)));
  },
  "/headers": (response) => {
    response.setHeader("x-repeated", ["1", "2"]);
    response.setHeader("set-cookie", ["a=1; Path=/", "b=2; Path=/"]);
    response.end();
  },
  "/redirect": (response) => response.writeHead(302, { location: "/echo" }).end(),
  "/empty": (response) => response.writeHead(204).end(),
  "/status": (response, { query }) => response.writeHead(Number(query.get("code"))).end("sorry"),
  "/slow": (response, { query }) => {
    setTimeout(() => response.end("slow"), Number(query.get("ms"))).unref();
  },
  "/drip": (response, { query }) => {
    response.write("drip ");
    setTimeout(() => response.end("drop"), Number(query.get("ms"))).unref();
  },
  "/hang-up": (response) => response.destroy(),
  "/break-off": (response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half of it", () => setTimeout(() => response.destroy(), 20));
  },
  "/large": (response, { query }) => {
    const piece = Buffer.alloc(MEGABYTE, 7);
    let left = Number(query.get("mb"));
    const go = (): void => {
      while (left-- > 0) if (!response.write(piece)) return void response.once("drain", go);
      response.end();
    };
    go();
  },
};

export async function startServer(): Promise<LocalServer> {
  const seen = { requests: 0, abandoned: 0 };
  const server = createServer((request, response) => {
    allowPages(response);
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    seen.requests += 1;
    response.once("close", () => {
      if (!response.writableEnded) seen.abandoned += 1;
    });
    const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
    const pieces: Buffer[] = [];
    let bytes = 0;
    request.on("data", (piece: Buffer) => {
      bytes += piece.length;
      if (bytes <= MEGABYTE) pieces.push(piece);
    });
    request.on("end", () => {
      const answer = ANSWERS[pathname];
      const body = bytes <= MEGABYTE ? Buffer.concat(pieces) : Buffer.from(`${bytes} bytes`);
      if (answer) answer(response, { request, body, query: searchParams });
      else response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function allowPages(response: ServerResponse): void {
  for (const what of ["Allow-Origin", "Allow-Headers", "Expose-Headers"]) {
    response.setHeader(`Access-Control-${what}`, "*");
  }
  response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE");
}
