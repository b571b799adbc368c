import { unixTimeMs } from "#clock";
import type { FunctionToken } from "../api/context.ts";

/** Where a function of the service finds its metadata (contract 6.5). Nothing that is sent there leaves the machine. */
const ADDRESSES: readonly string[] = ["169.254.169.254", "metadata.google.internal"];

const GOOGLE = "/computeMetadata/v1/instance/service-accounts/default/";
const AMAZON = "/latest/meta-data/iam/security-credentials/";
const ROLE = "default";

export function isMetadataService(url: URL): boolean {
  return ADDRESSES.includes(url.hostname) && url.protocol === "http:";
}

/**
 * Answers as the metadata service does: the token of the version's service account in the form of Google Compute Engine,
 * and in that of Amazon's IMDSv1. Without a token, 404, as in a version without a service account.
 */
export function metadataResponse(request: Request, token: FunctionToken | null): Response {
  const { pathname } = new URL(request.url);
  if (request.method !== "GET") return text(405, "Method Not Allowed");
  if (pathname.startsWith("/computeMetadata/")) {
    if (request.headers.get("metadata-flavor") !== "Google") {
      return text(403, "Missing required header: Metadata-Flavor: Google");
    }
    if (token && pathname === `${GOOGLE}token`) return google(token);
  }
  if (token && pathname === AMAZON) return text(200, ROLE);
  if (token && pathname.replace(/\/$/, "") === AMAZON + ROLE) return amazon(token);
  return text(404, "Not Found");
}

function google({ access_token, expires_in, token_type }: FunctionToken): Response {
  const headers = { "metadata-flavor": "Google", server: "Metadata Server for VM" };
  return Response.json({ access_token, expires_in, token_type }, { headers });
}

function amazon({ access_token, expires_in }: FunctionToken): Response {
  const expiration = new Date(unixTimeMs() + expires_in * 1000).toISOString();
  return Response.json({
    Code: "Success",
    Expiration: expiration.replace(/\.\d+Z$/, "Z"),
    Token: access_token,
  });
}

function text(status: number, sentence: string): Response {
  return new Response(sentence, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}
