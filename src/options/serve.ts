import type { ServedFunction, ServeOptions } from "../api/server.ts";
import { expected } from "./check.ts";
import { type Checked, callback, checkOptionsOf, string } from "./rows.ts";

const ROWS = {
  port: checkPort,
  host: string("127.0.0.1"),
  onError: callback<ServeOptions["onError"]>(),
};

/** Checks the arguments of `serve`. @throws UsageError */
export function checkServe(fn: unknown, options: unknown): Checked<typeof ROWS> {
  if (!isServed(fn)) throw expected("serve()", "a function made by createFunction()", fn);
  return checkOptionsOf("serve()", options, ROWS);
}

function isServed(value: unknown): value is ServedFunction {
  const { functionName, fetch } = (value ?? {}) as Partial<ServedFunction>;
  return typeof functionName === "string" && typeof fetch === "function";
}

function checkPort(port: unknown = 8080, where: string): number {
  if (typeof port !== "number" || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw expected(where, "a whole number from 0 to 65535", port);
  }
  return port;
}
