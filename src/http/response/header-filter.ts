import { canonicalHeaderName } from "../header-name.ts";
import type { HeaderPair } from "../request/request.ts";
import { ResultFault } from "./result-fault.ts";

/** Removed from the function's response (contract 3.2, newest list). */
const removedNames: ReadonlySet<string> = new Set([
  "Authorization",
  "Connection",
  "Cookie",
  "Host",
  "Max-Forwards",
  "User-Agent",
  "X-Content-Type-Options",
  "X-Function-Id",
  "X-Function-Version-Id",
  "X-Request-Id",
]);

/** Make the whole response an error (contract 3.2). */
const forbiddenNames: ReadonlySet<string> = new Set(["Proxy-Authenticate", "Transfer-Encoding", "Via"]);

/** Sent under another name (contract 3.2). */
const remappedNames: ReadonlySet<string> = new Set(["Content-Md5", "Date", "Server", "Www-Authenticate"]);

/** A header of the function as it is sent: none, the same, or renamed. */
export function sentHeader([name, value]: HeaderPair): HeaderPair[] {
  const canonicalName = canonicalHeaderName(name);
  if (forbiddenNames.has(canonicalName)) throw unsendable(name, "a function may not set it");
  // A token of RFC 9110. Any other name would throw later, in Headers or in the server.
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw unsendable(name, "it is not a valid header name");
  if (hasControlCharacter(value))
    throw unsendable(name, "its value has a line end or another control character");
  if (removedNames.has(canonicalName)) return [];
  if (remappedNames.has(canonicalName)) return [[`X-Yf-Remapped-${canonicalName}`, value]];
  return [[name, value]];
}

function hasControlCharacter(value: string): boolean {
  return Array.from(value).some(
    (character) => (character < " " && character !== "\t") || character === "\u007f",
  );
}

function unsendable(name: string, reason: string): ResultFault {
  return new ResultFault(
    "cannot-be-sent",
    `Response header ${JSON.stringify(name)} cannot be sent: ${reason}`,
  );
}
