import { lastValues, requestContext } from "../http/request/event-parts.ts";
import type { HttpRequestContext } from "../http/request/http-event-types.ts";
import { oneOf, text, textPairs, texts } from "./fields.ts";
import { headersThroughGateway } from "./gateway.ts";
import { type Given, readArgument } from "./given.ts";
import { type HttpCallInput, httpCall, METHODS, type Method, type TextLists } from "./http-call.ts";

/** A request that a gateway sends to its authorizer first. */
export interface AuthorizerInput extends HttpCallInput {
  /** The path of the specification, `/orders/{id}`. Default: `/`. */
  readonly resource?: string;
  /** The path of the request, `/orders/17`. Default: `resource`. */
  readonly path?: string;
  /** Default: `GET`. */
  readonly method?: Method;
  /** Headers with the credentials. Default: `Authorization: Bearer token`. */
  readonly headers?: TextLists;
  /** Default: none. */
  readonly query?: TextLists;
  /** Default: none. */
  readonly pathParameters?: Readonly<Record<string, string>>;
  /** Default: none. */
  readonly cookies?: Readonly<Record<string, string>>;
}

/** The event of an authorizer function of API Gateway (contract 2.7). */
export interface AuthorizerEvent {
  resource: string;
  path: string;
  httpMethod: Method;
  headers: Record<string, string>;
  queryStringParameters: Record<string, string>;
  pathParameters: Record<string, string>;
  requestContext: HttpRequestContext & { readonly httpMethod: Method };
  cookies: Record<string, string>;
}

/**
 * The event of an authorizer function of API Gateway, which answers `{"isAuthorized": …, "context": {…}}`.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.authorizer({ headers: { Authorization: "Bearer secret" } }));
 */
export function authorizer(argument: AuthorizerInput = {}): AuthorizerEvent {
  return readArgument("authorizer", argument, (given: Given<AuthorizerInput>) => {
    const call = httpCall(given);
    const httpMethod = oneOf(given, "method", METHODS, "GET");
    const resource = text(given, "resource", "/");
    const path = text(given, "path", resource);
    const headers = headersThroughGateway(given, call, path, { Authorization: credentials(given) });
    return {
      resource,
      path,
      httpMethod,
      headers: lastValues(headers),
      queryStringParameters: Object.fromEntries(textPairs(given, "query")),
      pathParameters: texts(given, "pathParameters"),
      requestContext: { ...requestContext(httpMethod, headers, call), httpMethod },
      cookies: texts(given, "cookies"),
    };
  });
}

/** Functions never see this header, authorizers do (contract 2.7, 2.8). */
function credentials(given: Given<AuthorizerInput>): string {
  const pairs = textPairs(given, "headers");
  return pairs.findLast(([name]) => name.toLowerCase() === "authorization")?.[1] ?? "Bearer token";
}
