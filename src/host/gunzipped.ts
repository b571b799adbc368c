/** The same response, unpacked while it comes. */
export function gunzipped(response: Response, headers?: HeadersInit): Response {
  if (response.body === null) throw new Error("empty");
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip")), headers && { headers });
}
