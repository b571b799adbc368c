import { nextTurn } from "#clock";
import type { FetchCapabilities } from "../../outbound/network.ts";

export const fetchCapabilities: FetchCapabilities = {
  // Over HTTP/2 only, and in Chromium only.
  streamsRequests: false,
  showsRedirects: false,
  // It is shown to pages of the server's own origin only.
  hidesEncoding: true,
  // What the page has (cookies, its cache, its address) is not the function's.
  init: { credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" },
  nextTurn,
};
