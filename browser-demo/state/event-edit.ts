import { decodeBase64 } from "./base64.ts";
import { eventOf, isDecoded, rawRequest } from "./event.ts";
import type { Pair } from "./project.ts";
import { METHODS, type Method, type RequestDraft } from "./request.ts";

/**
 * What an edited event means for the request. `beyond`: it is JSON, but no request of the present kind becomes it, so
 * that it can only be called with as it is.
 */
export type EventEdit =
  | { readonly kind: "request"; readonly request: RequestDraft }
  | { readonly kind: "beyond" }
  | { readonly kind: "broken"; readonly reason: string };

export function readEvent(text: string, before: RequestDraft): EventEdit {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch (error) {
    return { kind: "broken", reason: (error as Error).message };
  }
  const request = before.isRaw ? rawBody(text, event, before) : fromEnvelope(event, before);
  return request ? { kind: "request", request } : { kind: "beyond" };
}

/** The body of a raw request: the event's own text, or the text that it is when the type says that it is text. */
function rawBody(text: string, event: unknown, before: RequestDraft): RequestDraft {
  const asWritten = { ...before, body: text };
  if (isDecoded(asWritten) && before.method !== "GET" && before.method !== "HEAD") return asWritten;
  return typeof event === "string" && event !== "" ? { ...before, body: event } : rawRequest(text);
}

interface Envelope {
  readonly httpMethod: Method;
  readonly headers: Record<string, string>;
  readonly multiValueHeaders: Record<string, readonly string[]>;
  readonly queryStringParameters: Record<string, string>;
  readonly multiValueQueryStringParameters: Record<string, readonly string[]>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** What the service adds to the headers. */
const ADDED = /^(Host|Content-Length|X-Forwarded-For|X-Real-Remote-Address|X-Request-Id|X-Trace-Id)$/;
/** The members that a request says something about; all others have to stay as they are made up. */
const SAID = new Set([
  ...["httpMethod", "headers", "multiValueHeaders", "queryStringParameters"],
  ...["multiValueQueryStringParameters", "body", "isBase64Encoded", "requestContext"],
]);

function fromEnvelope(event: unknown, before: RequestDraft): RequestDraft | undefined {
  const was = JSON.parse(eventOf(before)) as Envelope;
  if (!isEnvelope(event) || !hasSameRest(event, was)) return undefined;
  const body = event.isBase64Encoded ? decodeBase64(event.body) : event.body;
  if (body === undefined) return undefined;
  const headers = pairsOf(event.headers, event.multiValueHeaders, was.headers);
  const draft: RequestDraft = {
    method: event.httpMethod,
    query: pairsOf(
      event.queryStringParameters,
      event.multiValueQueryStringParameters,
      was.queryStringParameters,
    ),
    headers: headers.filter(([name]) => !ADDED.test(name)),
    body,
    isRaw: false,
  };
  return isSameBody(draft, event) ? draft : undefined;
}

/** Whether the body comes out as it is written: as text for JSON only, and not at all with GET. */
function isSameBody(draft: RequestDraft, event: Envelope): boolean {
  try {
    const again = JSON.parse(eventOf(draft)) as Envelope;
    return again.body === event.body && again.isBase64Encoded === event.isBase64Encoded;
  } catch {
    return false;
  }
}

function isEnvelope(event: unknown): event is Envelope {
  if (typeof event !== "object" || event === null) return false;
  const candidate = event as Partial<Envelope>;
  const isText = (value: unknown): boolean => typeof value === "string";
  const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
  return (
    METHODS.includes(candidate.httpMethod as Method) &&
    isRecord(candidate.headers, isText) &&
    isRecord(candidate.multiValueHeaders, isTexts) &&
    isRecord(candidate.queryStringParameters, isText) &&
    isRecord(candidate.multiValueQueryStringParameters, isTexts) &&
    isText(candidate.body) &&
    typeof candidate.isBase64Encoded === "boolean"
  );
}

function isRecord(value: unknown, holds: (member: unknown) => boolean): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every(holds);
}

function hasSameRest(event: object, was: object): boolean {
  const rest = (of: object): unknown => Object.entries(of).filter(([name]) => !SAID.has(name));
  const context = (of: object): unknown => ({ ...Reflect.get(of, "requestContext"), httpMethod: "" });
  const text = (of: object): string => JSON.stringify([rest(of), context(of)]);
  return text(event) === text(was);
}

/** Each name has its value in two places. Where the single one was changed it counts, else the list does. */
function pairsOf(
  single: Record<string, string>,
  lists: Record<string, readonly string[]>,
  before: Record<string, string>,
): Pair[] {
  const names = new Set([...Object.keys(single), ...Object.keys(lists)]);
  return [...names].flatMap((name): Pair[] => {
    const value = single[name];
    if (value !== before[name]) return value === undefined ? [] : [[name, value]];
    return (lists[name] ?? []).map((each): Pair => [name, each]);
  });
}
