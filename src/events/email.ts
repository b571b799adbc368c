import { canonicalHeaderName } from "../http/header-name.ts";
import { checkMessageSize, moment, text, textLists, utf8Bytes } from "./fields.ts";
import { type Batch, type Given, readArgument, readMessages } from "./given.ts";
import { goTime, type Moment } from "./moment.ts";

/** One e-mail. */
export interface EmailInput {
  /** Default: now. */
  readonly time?: Moment;
  /**
   * Headers by name, in any case, with one value or several. `From`, `Subject` and `Content-Type` have defaults; an empty
   * list removes a header.
   */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** The body, at most 256 KB (contract 8.2). Default: a line of HTML. */
  readonly body?: string;
}

/** The event of an e-mail address (contract 9.11). It has no `event_metadata`. */
export interface EmailEvent {
  messages: {
    /** As Go prints it, with a monotonic part: `2022-09-15 14:42:23.983842092 +0000 UTC m=+260285.403254765`. */
    received_at: string;
    /** Names in canonical form, `Message-Id`. */
    headers: { name: string; values: string[] }[];
    message: string;
  }[];
}

/** Seconds since the mail server started: of no use to a function, so always the same. */
const MONOTONIC = "m=+260285.403254765";
const DEFAULT_HEADERS = [
  ["From", ["John Doe <somebody@example.com>"]],
  ["Subject", ["Example email topic"]],
  ["Content-Type", ["text/html"]],
] as const;

/**
 * The event of an e-mail address.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.email({ headers: { Subject: "Order 17" }, body: "Two teapots, please." }));
 */
export function email(argument: Batch<EmailInput> = {}): EmailEvent {
  return readArgument("email", argument, (batch: Given<Batch<EmailInput>>) => ({
    messages: readMessages(batch, readMessage),
  }));
}

function readMessage(given: Given<EmailInput>): EmailEvent["messages"][number] {
  const message = text(given, "body", "<div>This is example body</div>\r\n");
  checkMessageSize(given, "body", utf8Bytes(message));
  return {
    received_at: `${goTime(moment(given, "time"))} ${MONOTONIC}`,
    headers: readHeaders(given),
    message,
  };
}

function readHeaders(given: Given<EmailInput>): { name: string; values: string[] }[] {
  const headers = new Map<string, readonly string[]>(DEFAULT_HEADERS);
  for (const [name, values] of textLists(given, "headers")) headers.set(canonicalHeaderName(name), values);
  return Array.from(headers, ([name, values]) => ({ name, values: [...values] })).filter(
    ({ values }) => values.length > 0,
  );
}
