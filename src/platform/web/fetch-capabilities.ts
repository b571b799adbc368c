import { nextTurn } from "#clock";
import type { FetchCapabilities } from "../../outbound/network.ts";

export const fetchCapabilities: FetchCapabilities = {
  // Over HTTP/2 only, and in Chromium only.
  streamsRequests: false,
  showsRedirects: false,
  // It is shown to pages of the server's own origin only.
  hidesEncoding: true,
  // The page's cookies, cache and address are not the function's.
  init: { credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" },
  nextTurn,
};
