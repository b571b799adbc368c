import { queryParameters } from "./query.ts";

/** The mode of a call over HTTPS: with the envelope, without it, or asynchronous (contract 2.1). */
export type Integration = "http" | "raw" | "async";

/** The integration that a URL asks for; the last `integration` counts, an unknown one is a plain call. */
export function integrationOf(url: string): Integration {
  const asked = queryParameters(url).get("integration")?.at(-1);
  return asked === "raw" || asked === "async" ? asked : "http";
}
