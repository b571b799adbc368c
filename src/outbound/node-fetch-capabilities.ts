import { nextTurn } from "#clock";
import type { FetchMeans } from "./network.ts";

export const fetchMeans: FetchMeans = {
  streamsRequests: true,
  showsRedirects: true,
  hidesEncoding: false,
  init: {},
  nextTurn,
};
