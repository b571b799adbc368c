import type { Pair } from "./project.ts";

export const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** The call as it is written in the tab "HTTP request". */
export interface RequestDraft {
  readonly method: Method;
  readonly query: readonly Pair[];
  readonly headers: readonly Pair[];
  readonly body: string;
  /** `?integration=raw`: the body is the event, and no envelope is made. */
  readonly isRaw: boolean;
}

export const emptyRequest: RequestDraft = { method: "GET", query: [], headers: [], body: "", isRaw: false };

/** Calls have no path of their own: the id of the function is all there is. */
export const FUNCTIONS_HOST = "https://functions.yandexcloud.net/";
const FUNCTION_ID = "d4epythonless0000000";

export function hasBody({ method }: RequestDraft): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** Rows without a name are not sent. */
export function named(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.filter(([name]) => name.trim() !== "").map(([name, value]): Pair => [name.trim(), value]);
}

export function urlOf(draft: RequestDraft, functionId = FUNCTION_ID): string {
  const raw: Pair[] = draft.isRaw ? [["integration", "raw"]] : [];
  const query = new URLSearchParams([...raw, ...named(draft.query)].map(([name, value]) => [name, value]));
  const text = query.toString();
  return `${FUNCTIONS_HOST}${functionId}${text && `?${text}`}`;
}

/** What is sent. Throws a TypeError for a header that HTTP does not allow. */
export function toRequest(draft: RequestDraft): Request {
  return new Request(urlOf(draft), {
    method: draft.method,
    headers: headersOf(draft),
    ...(hasBody(draft) && draft.body !== "" && { body: draft.body }),
  });
}

/** The headers that arrive: browsers keep some to themselves, such as `Cookie` and `Host`. */
export function sentHeaders(draft: RequestDraft): readonly Pair[] {
  const { headers } = new Request(FUNCTIONS_HOST, { headers: headersOf(draft) });
  return [...headers].map(([name, value]): Pair => [name, value]);
}

function headersOf(draft: RequestDraft): Headers {
  const headers = new Headers();
  for (const [name, value] of named(draft.headers)) headers.append(name, value);
  // A browser would add text/plain of its own for a body without a type; curl and the service have none.
  if (hasBody(draft) && draft.body !== "" && !headers.has("content-type")) {
    headers.set("Content-Type", "application/x-www-form-urlencoded");
  }
  return headers;
}

/** Names among the headers that a browser refuses to send. */
export function withheldHeaders(draft: RequestDraft): readonly string[] {
  try {
    const sent = new Set(sentHeaders(draft).map(([name]) => name.toLowerCase()));
    return named(draft.headers)
      .map(([name]) => name)
      .filter((name) => !sent.has(name.toLowerCase()));
  } catch {
    return [];
  }
}
