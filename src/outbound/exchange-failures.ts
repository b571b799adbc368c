import type { ExchangeFailure, StepReply } from "../wire/protocol.ts";

/** Where an exchange failed: before there was a status, or in the middle of the body. */
export type ExchangePhase = "head" | "body";

/** Codes of Node and of its fetch (undici). */
const FAILURES: Readonly<Record<string, ExchangeFailure>> = {
  ECONNREFUSED: "refused",
  ENOTFOUND: "unknown-host",
  EAI_AGAIN: "unknown-host",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  ECONNRESET: "reset",
  EPIPE: "reset",
  UND_ERR_SOCKET: "hung-up",
};

const CERTIFICATE = /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/;

/** An error hides its cause in a cause, but not for ever. */
const DEEPEST = 8;

/**
 * The error of `fetch` as a reply. Browsers do not expose the cause; a body that breaks off then counts as one
 * whose sender closed the connection.
 *
 * @param host names whom the exchange was with.
 */
export function failureOf(error: unknown, host: string, phase: ExchangePhase): StepReply {
  const causes = causesOf(error);
  for (const { code } of causes) {
    const failure = typeof code === "string" ? failureOfCode(code) : undefined;
    if (failure) return { kind: "failure", failure, message: `${host}: ${sentenceOf(causes)}` };
  }
  const failure = phase === "body" ? "hung-up" : "failed";
  return { kind: "failure", failure, message: `${host}: ${sentenceOf(causes)}` };
}

function failureOfCode(code: string): ExchangeFailure | undefined {
  if (CERTIFICATE.test(code)) return "certificate";
  return Object.hasOwn(FAILURES, code) ? FAILURES[code] : undefined;
}

interface Cause {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

function causesOf(error: unknown): readonly Cause[] {
  const causes: Cause[] = [];
  for (let cause = error; cause !== undefined && cause !== null && causes.length < DEEPEST; ) {
    causes.push(typeof cause === "object" ? cause : { message: cause });
    const { cause: next, errors } = cause as Cause;
    // Of several addresses that were tried.
    cause = next ?? errors?.[0];
  }
  return causes;
}

/** `fetch failed` says nothing beside its cause. */
function sentenceOf(causes: readonly Cause[]): string {
  const sentences = causes.map(({ message }) => String(message ?? "")).filter((message) => message !== "");
  return sentences.length > 1 ? sentences.slice(1).join(": ") : (sentences[0] ?? "fetch failed");
}
