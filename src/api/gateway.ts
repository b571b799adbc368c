/** The integration `cloud_functions` of an API Gateway specification (contract 2.5). */
export interface GatewayOptions {
  /**
   * `payload_format_version`.
   *
   * @default "0.1"
   */
  readonly payloadFormat?: "0.1" | "1.0";
  /**
   * The path as the specification writes it: `/orders/{id}`, `/files/{name+}`.
   *
   * @default the path of the URL
   */
  readonly path?: string;
  /**
   * The values of the path's parameters.
   *
   * @default read from the URL by `path`, percent-decoded
   */
  readonly pathParameters?: Readonly<Record<string, string>>;
  /**
   * Values of further parameters that the specification describes, besides those of the path.
   *
   * @default none
   */
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  /**
   * `operationId` of the operation; in format 1.0 only.
   *
   * @default absent
   */
  readonly operationId?: string;
  /**
   * `context` of the integration: any JSON up to 2 KB.
   *
   * @default absent
   */
  readonly operationContext?: unknown;
  /**
   * The result of the gateway's authorizer: `{ jwt: { claims, scopes } }`, or the `context` of an authorizer function.
   *
   * @default absent
   */
  readonly authorizer?: Readonly<Record<string, unknown>>;
  /**
   * The gateway's id, also in `Host` where the request has none.
   *
   * @default a made-up id, `d5d…`
   */
  readonly gatewayId?: string;
}
