import { nextTurn } from "#clock";
import type { FetchCapabilities } from "../../outbound/network.ts";

export const fetchCapabilities: FetchCapabilities = {
  streamsRequests: true,
  showsRedirects: true,
  hidesEncoding: false,
  init: {},
  nextTurn,
};
