/** The router's facts about a call, besides the request. */
export interface HttpCall {
  /** Also `context.request_id` and the id of the `START` line (contract 2.3). */
  readonly requestId: string;
  readonly traceId: string;
  readonly sourceIp: string;
  readonly sourcePort: number;
  /** Milliseconds since 1970. */
  readonly receivedAtMs: number;
}

/** The `event` of a plain HTTPS call, keys in the order of real events (contract 2.2). */
export interface HttpEvent {
  readonly httpMethod: string;
  /** The last value of each header. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty on direct calls. Through API Gateway the path with `?` and the query. */
  readonly url: string;
  /** `params`, `multiValueParams` and `pathParams` are filled by API Gateway only. */
  readonly params: Readonly<Record<string, string>>;
  readonly multiValueParams: Readonly<Record<string, readonly string[]>>;
  readonly pathParams: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  /** The last value of each parameter. */
  readonly queryStringParameters: Readonly<Record<string, string>>;
  readonly multiValueQueryStringParameters: Readonly<Record<string, readonly string[]>>;
  readonly requestContext: HttpRequestContext;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** The `requestContext` of a direct call (contract 2.3); the keys of gateways and sockets are absent, not null. */
export interface HttpRequestContext {
  readonly identity: {
    readonly sourceIp: string;
    /** Empty when the request has no `User-Agent`. */
    readonly userAgent: string;
  };
  readonly httpMethod: string;
  readonly requestId: string;
  /** Common log format in UTC, the day not padded (ruling 19). */
  readonly requestTime: string;
  /** Seconds since 1970. */
  readonly requestTimeEpoch: number;
}
