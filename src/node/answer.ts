import { STATUS_CODES } from "node:http";
import type { ServerRequest } from "srvx";
import type { CloudFunction, FetchOptions } from "../index.ts";

/** What the server needs of a function: a {@link CloudFunction}, or a stand-in whose inside is swapped. */
export type Served = Pick<CloudFunction, "functionName" | "fetch">;

/**
 * Answers one request as the service's front end does: `/` and `/<functionName>` reach the function, another
 * path is the 400 of contract 3.6. Never rejects, since a server has to outlive every failure; what should not
 * have failed goes to `onError`.
 */
export async function answer(
  served: Served,
  request: ServerRequest,
  onError: (error: unknown) => void,
): Promise<Response> {
  try {
    const { pathname } = new URL(request.url);
    const isFunctions = pathname === "/" || pathname === `/${served.functionName}`;
    const response = isFunctions
      ? await served.fetch(request, callerOf(request))
      : platformError(400, `Invalid functionID: ${pathname}`, "ProxyIntegrationError");
    return await complete(request.method, response);
  } catch (error) {
    // A client that hung up makes reading its body fail: nobody is left to be told.
    if (!request.signal.aborted) onError(error);
    return platformError(500, "Internal error", "ServerError");
  }
}

/** The address as the service shows it: IPv4 without the prefix that a dual-stack socket gives it. */
function callerOf(request: ServerRequest): FetchOptions {
  const sourceIp = request.ip?.replace(/^::ffff:(?=\d+\.)/, "");
  return { signal: request.signal, ...(sourceIp !== undefined && { sourceIp }) };
}

/**
 * With the reason phrase, and with `Content-Length`, which the service sends (contract 3.3) where a streamed
 * Response would go out in chunks. To HEAD the length is that of the body which is held back.
 */
async function complete(method: string, response: Response): Promise<Response> {
  const { status } = response;
  const body = response.body === null ? null : await response.arrayBuffer();
  const headers = new Headers(response.headers);
  const hasNoLength = status === 204 || status === 304 || (method === "HEAD" && body === null);
  if (!hasNoLength) headers.set("content-length", String(body?.byteLength ?? 0));
  return new Response(body, { status, statusText: STATUS_CODES[status] ?? "", headers });
}

/** The family with `errorCode`, in the key order of the real samples (contract 3.6). */
function platformError(errorCode: number, errorMessage: string, errorType: string): Response {
  return Response.json({ errorCode, errorMessage, errorType }, { status: errorCode });
}
