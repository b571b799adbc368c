/** `pythonless/node` in Node. In browsers it is in-browsers.ts. */
export type { FunctionServer, ServedFunction, ServeOptions } from "../api/server.ts";
export { serve } from "./serve.ts";
