import type { StepMessage } from "./protocol.ts";

/** Whether a step has the form that the protocol says: it comes from where a function might have forged it. */
export function isStepMessage(message: object): message is StepMessage {
  const { stepId, isBlocking, step, payload } = message as Fields;
  return (
    Number.isSafeInteger(stepId) &&
    typeof isBlocking === "boolean" &&
    (payload === undefined || ArrayBuffer.isView(payload)) &&
    typeof step === "object" &&
    step !== null &&
    isStep(step as Fields)
  );
}

type Fields = Readonly<Record<string, unknown>>;

function isStep(step: Fields): boolean {
  if (!Number.isSafeInteger(step["exchangeId"])) return false;
  switch (step["kind"]) {
    case "open":
      return isOpen(step);
    case "send":
      return typeof step["isLast"] === "boolean";
    case "read":
    case "close":
      return true;
    default:
      return false;
  }
}

/** Only HTTP: `fetch` knows other schemes, `file:` and `blob:` among them. */
function isOpen({ method, url, headers, redirect, body }: Fields): boolean {
  return (
    typeof method === "string" &&
    typeof url === "string" &&
    /^https?:\/\//i.test(url) &&
    Array.isArray(headers) &&
    headers.every(isPair) &&
    (redirect === "follow" || redirect === "manual") &&
    (body === "none" || body === "whole" || body === "streamed")
  );
}

function isPair(header: unknown): boolean {
  return Array.isArray(header) && header.length === 2 && header.every((part) => typeof part === "string");
}
