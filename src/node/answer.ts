import { STATUS_CODES } from "node:http";
import type { ServerRequest } from "srvx";
import type { FetchOptions } from "../api/cloud-function.ts";
import type { ServedFunction } from "../api/server.ts";

/**
 * Answers one request as the service's front end does: `/` and `/<functionName>` reach the function, with or without
 * `?tag=$latest`; other paths and tags are the 400 and the 404 of contract 3.6. Never rejects, since a server has to outlive every failure; what should not
 * have failed goes to `onError`.
 */
export async function answer(
  served: ServedFunction,
  request: ServerRequest,
  onError: (error: unknown) => void,
): Promise<Response> {
  try {
    const response = misdirected(served, request) ?? (await served.fetch(request, optionsOf(request)));
    return await complete(request.method, response);
  } catch (error) {
    // Reading the body fails when the client closes the connection, which is no error.
    if (!request.signal.aborted) onError(error);
    return platformError(500, "Internal error", "ServerError");
  }
}

/** The responses to a path that is not a function's id, and to an unknown id or tag. There is one version, tagged `$latest`. */
function misdirected({ functionName }: ServedFunction, request: ServerRequest): Response | undefined {
  const { pathname, searchParams } = new URL(request.url);
  const isOwn = pathname === "/" || pathname === `/${functionName}`;
  if (!isOwn && !FUNCTION_ID.test(pathname)) {
    return platformError(400, `Invalid functionID: ${pathname}`, "ProxyIntegrationError");
  }
  const tag = searchParams.getAll("tag").at(-1) ?? "$latest";
  if (isOwn && tag === "$latest") return undefined;
  const id = isOwn ? functionName : pathname.slice(1);
  return platformError(404, `Not Found: Tag ${tag} not found for function ${id}`);
}

/** `d4e` and twenty characters in all. */
const FUNCTION_ID = /^\/d4e[a-z0-9]{17}$/;

/**
 * The address as the service shows it: IPv4 without the prefix that a dual-stack socket gives it. The client decodes the
 * body itself.
 */
function optionsOf(request: ServerRequest): FetchOptions {
  const sourceIp = request.ip?.replace(/^::ffff:(?=\d+\.)/, "");
  return { signal: request.signal, decompress: false, ...(sourceIp !== undefined && { sourceIp }) };
}

/**
 * With the reason phrase, and with `Content-Length`, which the service sends (contract 3.3) where a streamed
 * Response would go out in chunks. For HEAD it is the length of the body that is left out.
 */
async function complete(method: string, response: Response): Promise<Response> {
  const { status } = response;
  const body = response.body === null ? null : await response.arrayBuffer();
  const headers = new Headers(response.headers);
  const hasNoLength = status === 204 || status === 304 || (method === "HEAD" && body === null);
  if (!hasNoLength) headers.set("content-length", String(body?.byteLength ?? 0));
  return new Response(body, { status, statusText: STATUS_CODES[status] ?? "", headers });
}

/** The family with `errorCode`, in the key order of the real samples; the 404 has no type in the one that is known (contract 3.6). */
function platformError(errorCode: number, errorMessage: string, errorType?: string): Response {
  return Response.json({ errorCode, errorMessage, errorType }, { status: errorCode });
}
