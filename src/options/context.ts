import type { FunctionContext, FunctionToken } from "../api/context.ts";
import { MADE_UP } from "../util/ids.ts";
import { expected, expectOptional, expectRecord, isRecord, refuseUnknownKeys } from "./check.ts";

/** The ids that `context` shows, made-up ones included, and its token. */
export type CheckedContext = Required<Omit<FunctionContext, "token">> & {
  readonly token: FunctionToken | null;
};

const NAMES = ["functionName", "functionVersion", "folderId", "logGroupName", "token"];
/** Of a token made from its text alone: twelve hours, the longest that a token lives (contract 4.2). */
const TOKEN_LIFETIME_S = 43_200;

export function checkContext(value: unknown = {}): CheckedContext {
  const context = expectRecord("context", value);
  refuseUnknownKeys("context", context, NAMES);
  const { token, ...ids } = context;
  for (const [name, id] of Object.entries(ids)) expectOptional(`context.${name}`, id, "string");
  const given = Object.entries(ids).filter(([, id]) => id !== undefined);
  return { ...MADE_UP, ...Object.fromEntries(given), token: checkToken(token) };
}

function checkToken(token: unknown): FunctionToken | null {
  if (token === undefined || token === null) return null;
  if (typeof token === "string") {
    return { access_token: token, expires_in: TOKEN_LIFETIME_S, token_type: "Bearer" };
  }
  const { access_token, expires_in, token_type } = isRecord(token) ? token : {};
  if (typeof access_token !== "string" || typeof expires_in !== "number" || typeof token_type !== "string") {
    throw expected("context.token", "a string or { access_token, expires_in, token_type }", token);
  }
  return { access_token, expires_in, token_type };
}
