import { bytesFromBase64, toBase64 } from "./base64.ts";
import type { Call } from "./call.ts";
import type { Place } from "./storage.ts";

const PLACE = "pythonless.calls";
/** Another one when older pages would misread what is written. */
const VERSION = 1;
/** Storage holds some five million, and the work itself comes first. */
const MOST_CHARACTERS = 1_500_000;
/** Of one answer and its log; what is larger is not kept, since half of an answer would be another one. */
const MOST_CALL_BYTES = 300_000;

/** Keeps the calls that have ended, the last ones if there is no room for all. */
export function keepCalls(storage: Place, calls: readonly Call[]): void {
  const texts: string[] = [];
  let room = MOST_CHARACTERS;
  for (const call of [...calls].reverse()) {
    if (call.ending === undefined || isLarge(call)) continue;
    const text = JSON.stringify(packed(call));
    room -= text.length;
    if (room < 0) break;
    texts.unshift(text);
  }
  try {
    storage.setItem(PLACE, `{"version":${VERSION},"calls":[${texts.join()}]}`);
  } catch {
    storage.removeItem(PLACE);
  }
}

/** None of those that are damaged, or written by another version. */
export function readCalls(storage: Place): readonly Call[] {
  try {
    const { version, calls } = JSON.parse(storage.getItem(PLACE) ?? "{}");
    return version === VERSION ? (calls as PackedCall[]).map(unpacked) : [];
  } catch {
    return [];
  }
}

function isLarge({ ending, logs }: Call): boolean {
  const bodyBytes = ending?.kind === "answered" ? ending.answer.body.length : 0;
  const logged = logs.reduce((sum, record) => sum + JSON.stringify(record).length, 0);
  return bodyBytes + logged > MOST_CALL_BYTES;
}

interface PackedCall extends Omit<Call, "ending"> {
  readonly ending: NonNullable<Call["ending"]>;
  /** The body of the answer. */
  readonly base64?: string;
}

/** JSON cannot carry the bytes of the answer. */
function packed(call: Call): object {
  const { ending } = call;
  if (ending?.kind !== "answered") return call;
  const { answer } = ending;
  return {
    ...call,
    ending: { ...ending, answer: { ...answer, body: undefined } },
    base64: toBase64(answer.body),
  };
}

function unpacked({ base64, ...call }: PackedCall): Call {
  const { ending } = call;
  if (ending.kind !== "answered") return call;
  const body = base64 === undefined ? undefined : bytesFromBase64(base64);
  if (body === undefined) throw new TypeError("an answer without its body");
  return { ...call, ending: { ...ending, answer: { ...ending.answer, body } } };
}
