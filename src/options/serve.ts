import type { ServedFunction, ServeOptions } from "../api/server.ts";
import { expected, expectOptional, expectRecord, refuseUnknownKeys } from "./check.ts";

const NAMES = ["port", "host", "onError"];

/** Checks the arguments of `serve`. @throws UsageError */
export function checkServe(fn: unknown, options: unknown): Required<ServeOptions> {
  if (!isServed(fn)) throw expected("serve()", "a function made by createFunction()", fn);
  const given = expectRecord("serve() options", options);
  refuseUnknownKeys("serve()", given, NAMES);
  expectOptional("host", given["host"], "string");
  expectOptional("onError", given["onError"], "function");
  const { host = "127.0.0.1", onError = console.error } = given as ServeOptions;
  return { port: checkPort(given["port"]), host, onError };
}

function isServed(value: unknown): value is ServedFunction {
  const { functionName, fetch } = (value ?? {}) as Partial<ServedFunction>;
  return typeof functionName === "string" && typeof fetch === "function";
}

function checkPort(port: unknown = 8080): number {
  if (typeof port !== "number" || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw expected("port", "a whole number from 0 to 65535", port);
  }
  return port;
}
