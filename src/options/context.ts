import type { FunctionToken } from "../api/context.ts";
import { MADE_UP } from "../util/ids.ts";
import { expected, isRecord } from "./check.ts";
import { members, string } from "./rows.ts";

/** The ids that `context` shows, made-up ones included, and its token. */
export const checkContext = members({
  functionName: string(MADE_UP.functionName),
  functionVersion: string(MADE_UP.functionVersion),
  folderId: string(MADE_UP.folderId),
  logGroupName: string(MADE_UP.logGroupName),
  token: checkToken,
});

/** Of a token made from its text alone: twelve hours, the longest that a token lives (contract 4.2). */
const TOKEN_LIFETIME_S = 43_200;

function checkToken(token: unknown, where: string): FunctionToken | null {
  if (token === undefined || token === null) return null;
  if (typeof token === "string") {
    return { access_token: token, expires_in: TOKEN_LIFETIME_S, token_type: "Bearer" };
  }
  const { access_token, expires_in, token_type } = isRecord(token) ? token : {};
  if (typeof access_token !== "string" || typeof expires_in !== "number" || typeof token_type !== "string") {
    throw expected(where, "a string or { access_token, expires_in, token_type }", token);
  }
  return { access_token, expires_in, token_type };
}
