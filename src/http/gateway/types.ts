import type { GatewayOptions } from "../../api/gateway.ts";
import type { HttpEvent, HttpRequestContext } from "../request/http-event-types.ts";

/** Options with their defaults filled in. */
export interface CheckedGateway extends Required<Pick<GatewayOptions, "payloadFormat" | "gatewayId">> {
  readonly path: string | undefined;
  readonly pathParameters: Readonly<Record<string, string>> | undefined;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly operationId: string | undefined;
  /** These two are JSON; `undefined` is absent. */
  readonly operationContext: unknown;
  readonly authorizer: unknown;
}

export interface GatewayRequestContext extends HttpRequestContext {
  readonly authorizer?: unknown;
  readonly apiGateway?: { readonly operationContext: unknown };
}

/** The `event` in format 0.1: that of a direct call, its empty fields filled, and `path` (contract 2.5). */
export interface GatewayEvent01 extends HttpEvent {
  readonly requestContext: GatewayRequestContext;
  /** The template. */
  readonly path: string;
}

/** The `event` in format 1.0: AWS's proxy format with extras (contract 2.5). */
export interface GatewayEvent10
  extends Omit<HttpEvent, "url" | "params" | "multiValueParams" | "pathParams"> {
  readonly version: "1.0";
  /** The template. */
  readonly resource: string;
  /** The path of the request, without its query. */
  readonly path: string;
  readonly requestContext: GatewayRequestContext;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly multiValueParameters: Readonly<Record<string, readonly string[]>>;
  readonly operationId?: string;
}
