import type { HttpCall } from "../request/http-event-types.ts";
import { pathOf, queryOf } from "../request/query.ts";
import type { IncomingRequest } from "../request/request.ts";

/** The facts about a call through API Gateway that its headers show. */
interface Passage extends HttpCall {
  readonly functionId: string;
  readonly gateway: { readonly gatewayId: string };
}

/** The request headers that API Gateway adds, as dumps of 2024 and 2026 have them (contract 2.5, 2.8). */
export function gatewayHeaders(incoming: IncomingRequest, call: Passage): Record<string, string> {
  const query = queryOf(incoming.url);
  // 32 digits: the tracing ids of the outermost span. Published events show only their form.
  const trace = call.traceId.replaceAll("-", "");
  const [high, low] = [trace.slice(0, 16), trace.slice(16)];
  return {
    Traceparent: `00-${trace}-${low}-01`,
    Tracestate: "",
    "Uber-Trace-Id": `${high}:${low}:${high}:1`,
    "X-Api-Gateway-Function-Id": call.functionId,
    "X-Envoy-External-Address": call.sourceIp,
    "X-Envoy-Original-Path": pathOf(incoming.url) + (query && `?${query}`),
    "X-Forwarded-Proto": "https",
    "X-Real-Remote-Address": `${call.sourceIp}:${call.sourcePort}`,
    "X-Serverless-Certificate-Ids": "{}",
    "X-Serverless-Gateway-Id": call.gateway.gatewayId,
  };
}
