import type { HttpEvent, HttpRequestContext } from "./http-event-types.ts";

/** How API Gateway is set up for the function: the integration `cloud_functions` of its specification (contract 2.5). */
export interface GatewayOptions {
  /** `payload_format_version`. Default `0.1`. */
  readonly payloadFormat?: "0.1" | "1.0";
  /** The path as the specification writes it: `/orders/{id}`, `/files/{name+}`. Default: the path of the URL. */
  readonly path?: string;
  /** The values of the path's parameters. Default: read from the URL by `path`, percent-decoded. */
  readonly pathParameters?: Readonly<Record<string, string>>;
  /** Values of further parameters that the specification describes, besides those of the path. Default: none. */
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  /** `operationId` of the operation; in format 1.0 only. Default: absent. */
  readonly operationId?: string;
  /** `context` of the integration: any JSON up to 2 KB. Default: absent. */
  readonly operationContext?: unknown;
  /** What the gateway's authorizer left: `{ jwt: { claims, scopes } }`, or a function's `context`. Default: absent. */
  readonly authorizer?: Readonly<Record<string, unknown>>;
  /** The gateway's id, also in `Host` where the request names none. Default `d5d…`. */
  readonly gatewayId?: string;
}

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
