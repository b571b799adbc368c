/** The content of a response, unpacked while it comes. */
export function gunzipped({ body }: Response, type = "application/octet-stream"): Response {
  if (body === null) throw new Error("empty");
  return new Response(body.pipeThrough(new DecompressionStream("gzip")), {
    headers: { "Content-Type": type },
  });
}
