import { type EventParts, eventParts, lastValues } from "../request/event-parts.ts";
import { envelope } from "../request/http-event.ts";
import type { HttpCall } from "../request/http-event-types.ts";
import { pathOf, queryOf } from "../request/query.ts";
import type { IncomingRequest } from "../request/request.ts";
import { gatewayHeaders } from "./headers.ts";
import { pathParametersOf } from "./path-template.ts";
import type { CheckedGateway, GatewayEvent01, GatewayEvent10, GatewayRequestContext } from "./types.ts";

/** A call through API Gateway. */
export interface GatewayCall extends HttpCall {
  readonly functionId: string;
  readonly gateway: CheckedGateway;
}

/** The `event` of a call through API Gateway (contract 2.5). */
export function gatewayEvent(incoming: IncomingRequest, call: GatewayCall): GatewayEvent01 | GatewayEvent10 {
  const { gateway } = call;
  const parts = eventParts(incoming, call, {
    host: `${gateway.gatewayId}.apigw.yandexcloud.net`,
    headers: gatewayHeaders(incoming, call),
  });
  const requestContext = gatewayContext(parts, gateway);
  const route = routeOf(incoming, gateway);
  return gateway.payloadFormat === "0.1"
    ? format01({ ...parts, requestContext }, route)
    : format10({ ...parts, requestContext }, route, gateway.operationId);
}

function gatewayContext(parts: EventParts, gateway: CheckedGateway): GatewayRequestContext {
  const { authorizer, operationContext } = gateway;
  return {
    ...parts.requestContext,
    ...(authorizer !== undefined && { authorizer }),
    ...(operationContext !== undefined && { apiGateway: { operationContext } }),
  };
}

/** Where a request went. */
interface Route {
  readonly path: string;
  readonly query: string;
  readonly template: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
}

function routeOf(incoming: IncomingRequest, gateway: CheckedGateway): Route {
  const path = pathOf(incoming.url);
  const template = gateway.path ?? path;
  const pathParameters = gateway.pathParameters ?? pathParametersOf(template, path);
  const ofPath = Object.entries(pathParameters).map(([name, value]) => [name, [value]] as const);
  const parameters = Object.fromEntries([...ofPath, ...Object.entries(gateway.parameters)]);
  return { path, query: queryOf(incoming.url), template, pathParameters, parameters };
}

type Parts = EventParts & { readonly requestContext: GatewayRequestContext };

/** As in published events, down to the `?` that ends `url` when there is no query. */
function format01(parts: Parts, route: Route): GatewayEvent01 {
  const event = envelope(parts, {
    url: `${route.path}?${route.query}`,
    params: lastValues(Object.entries(route.parameters)),
    multiValueParams: route.parameters,
    pathParams: route.pathParameters,
  });
  return { ...event, requestContext: parts.requestContext, path: route.template };
}

function format10(parts: Parts, route: Route, operationId: string | undefined): GatewayEvent10 {
  const { body, isBase64Encoded, ...head } = parts;
  return {
    version: "1.0",
    resource: route.template,
    path: route.path,
    ...head,
    pathParameters: route.pathParameters,
    body,
    isBase64Encoded,
    parameters: lastValues(Object.entries(route.parameters)),
    multiValueParameters: route.parameters,
    ...(operationId !== undefined && { operationId }),
  };
}
