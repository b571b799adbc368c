/** Ids in the service's form. */

/** A random UUID. */
export function makeUuid(): string {
  // It exists in secure contexts only, and a page may be served by plain HTTP.
  return crypto.randomUUID === undefined ? uuidFromBytes() : crypto.randomUUID();
}

function uuidFromBytes(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The digits of the service's ids. */
const ID_DIGITS = "0123456789abcdefghijklmnopqrstuv";
const ID_CHARACTERS = 20;

/** A random id of twenty characters that starts with `prefix`, which names its kind: `a1s` is a trigger's. */
export function makeId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_CHARACTERS - prefix.length));
  return prefix + Array.from(bytes, (byte) => ID_DIGITS.charAt(byte % ID_DIGITS.length)).join("");
}

/** Random bytes in hexadecimal, two characters each. */
export function makeHex(count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Made-up ids, the same in every run: a prefix of the service's and twenty characters in all. */
export const MADE_UP = {
  functionName: "d4epythonless0000000",
  functionVersion: "d4eversion0000000000",
  folderId: "b1gfolder00000000000",
  logGroupName: "ckgloggroup000000000",
} as const;

/** The same for a gateway. */
export const MADE_UP_GATEWAY_ID = "d5dgateway0000000000";
