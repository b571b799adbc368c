/** The media type of a message in lower case, parameters left out; `""` when the message names none. */
export function mediaTypeOf(headers: Iterable<readonly [name: string, value: string]>): string {
  let contentType = "";
  for (const [name, value] of headers) {
    if (name.toLowerCase() === "content-type") contentType = value;
  }
  return (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** Whether a media type is JSON: `application/json`, `text/json`, and every `+json` type. */
export function isJsonMediaType(mediaType: string): boolean {
  return mediaType === "application/json" || mediaType === "text/json" || mediaType.endsWith("+json");
}
