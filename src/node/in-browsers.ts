/** `pythonless/node` in browsers, which cannot listen on a port. */
import type * as inNode from "./index.ts";

export const serve: typeof inNode.serve = async () => {
  throw new Error("pythonless/node: serve() works in Node only. In a browser call fn.fetch(request).");
};
