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
