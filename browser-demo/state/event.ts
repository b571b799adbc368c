import { events } from "pythonless";
import type { Pair } from "./project.ts";
import { hasBody, named, type RequestDraft, sentHeaders } from "./request.ts";

export type EventName = keyof typeof events;
export const EVENT_NAMES = Object.keys(events) as EventName[];

/** Ids and a time that stay the same, so that the event on show changes only where the request does. */
const STEADY = {
  requestId: "00000000-0000-4000-8000-000000000000",
  traceId: "00000000-0000-4000-8000-000000000001",
  time: new Date(Date.UTC(2026, 0, 1, 12)),
};

/** The `event` that the request becomes, as text. Throws a TypeError for a header that HTTP does not allow. */
export function eventOf(draft: RequestDraft): string {
  if (draft.isRaw) return rawEventOf(draft);
  const event = events.http({
    ...STEADY,
    method: draft.method,
    query: listsOf(named(draft.query)),
    headers: listsOf(sentHeaders(draft)),
    ...(hasBody(draft) && draft.body !== "" && { body: draft.body }),
  });
  return JSON.stringify(event, null, 2);
}

function rawEventOf(draft: RequestDraft): string {
  if (!hasBody(draft)) return '""';
  return isDecoded(draft) ? draft.body : JSON.stringify(draft.body);
}

/** Whether the service hands the body over as a value and not as text (ruling 10): by its type, and only if it parses. */
export function isDecoded(draft: RequestDraft): boolean {
  const type = named(draft.headers).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  const mediaType = (type.split(";")[0] as string).trim().toLowerCase();
  const isJson = mediaType === "application/json" || mediaType.endsWith("+json");
  if (!isJson && mediaType !== "" && mediaType !== "application/x-www-form-urlencoded") return false;
  try {
    JSON.parse(draft.body);
    return true;
  } catch {
    return false;
  }
}

/** A call of the function with this event and no envelope, as a trigger makes it. */
export function rawRequest(text: string): RequestDraft {
  const headers: Pair[] = [["Content-Type", "application/json"]];
  return { method: "POST", query: [], headers, body: text, isRaw: true };
}

/** The request for an event of the library's builders, all of it made up. */
export function requestForEvent(name: EventName): RequestDraft {
  if (name === "http")
    return { method: "GET", query: [["name", "Ada"]], headers: [], body: "", isRaw: false };
  return rawRequest(JSON.stringify(events[name](), null, 2));
}

function listsOf(pairs: readonly Pair[]): Record<string, string[]> {
  const lists: Record<string, string[]> = {};
  for (const [name, value] of pairs) lists[name] = [...(lists[name] ?? []), value];
  return lists;
}
