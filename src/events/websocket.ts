import { toBase64 } from "../http/base64.ts";
import { lastValues, requestContext } from "../http/request/event-parts.ts";
import { makeId } from "../util/ids.ts";
import { moment, oneOf, text, textLists, textOrBytes, texts, utf8Bytes, wholeNumber } from "./fields.ts";
import { headersThroughGateway } from "./gateway.ts";
import { type Given, readArgument, tooMuch } from "./given.ts";
import { httpCall } from "./http-call.ts";
import { instantOf } from "./moment.ts";
import type {
  WebSocketConnectEvent,
  WebSocketConnectInput,
  WebSocketDisconnectEvent,
  WebSocketDisconnectInput,
  WebSocketInput,
  WebSocketMessageEvent,
  WebSocketMessageInput,
} from "./websocket-types.ts";

type Argument = WebSocketConnectInput | WebSocketMessageInput | WebSocketDisconnectInput;
type Event = WebSocketConnectEvent | WebSocketMessageEvent | WebSocketDisconnectEvent;

const EVENT_TYPES = ["CONNECT", "MESSAGE", "DISCONNECT"] as const;
/** Of one message: 128 KB (contract 2.6). */
const MESSAGE_LIMIT_BYTES = 131_072;

/**
 * The event of a WebSocket through API Gateway: `CONNECT`, `MESSAGE` (the default) or `DISCONNECT`.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.websocket({ eventType: "MESSAGE", body: "hello" }));
 */
export function websocket(argument: WebSocketConnectInput): WebSocketConnectEvent;
export function websocket(argument: WebSocketDisconnectInput): WebSocketDisconnectEvent;
export function websocket(argument?: WebSocketMessageInput): WebSocketMessageEvent;
export function websocket(argument: Argument = {}): Event {
  return readArgument("websocket", argument, (given: Given<Argument>) => {
    const eventType = oneOf(given, "eventType", EVENT_TYPES, "MESSAGE");
    switch (eventType) {
      case "CONNECT":
        return connectEvent(given);
      case "MESSAGE":
        return messageEvent(given as Given<WebSocketMessageInput>);
      case "DISCONNECT":
        return disconnectEvent(given as Given<WebSocketDisconnectInput>);
      default:
        return eventType satisfies never;
    }
  });
}

function connectEvent(given: Given<WebSocketInput>): WebSocketConnectEvent {
  const { place, request, parameters } = readSocket<WebSocketConnectEvent>(given, "CONNECT");
  return { ...place, httpMethod: "GET", ...request, ...parameters };
}

function messageEvent(given: Given<WebSocketMessageInput>): WebSocketMessageEvent {
  const messageId = text(given, "messageId", makeMessageId());
  const { body, isBase64Encoded } = readBody(given);
  const { place, request, parameters } = readSocket<WebSocketMessageEvent>(given, "MESSAGE", {
    context: { messageId },
    headers: {
      "Content-Type": isBase64Encoded ? "application/octet-stream" : "application/json",
      "X-Yc-Apigateway-Websocket-Message-Id": messageId,
    },
  });
  return { ...place, ...request, body, isBase64Encoded, ...parameters };
}

function readBody(given: Given<WebSocketMessageInput>): { body: string; isBase64Encoded: boolean } {
  const body = textOrBytes(given, "body");
  const sizeBytes = typeof body === "string" ? utf8Bytes(body) : body.byteLength;
  if (sizeBytes > MESSAGE_LIMIT_BYTES) {
    throw tooMuch(given, "body", `at most ${MESSAGE_LIMIT_BYTES} bytes`, sizeBytes);
  }
  return typeof body === "string"
    ? { body, isBase64Encoded: false }
    : { body: toBase64(body), isBase64Encoded: true };
}

function disconnectEvent(given: Given<WebSocketDisconnectInput>): WebSocketDisconnectEvent {
  const disconnectStatusCode = wholeNumber(given, "disconnectStatusCode", 1000);
  const disconnectReason = text(given, "disconnectReason", "");
  const { place, request, parameters } = readSocket<WebSocketDisconnectEvent>(given, "DISCONNECT", {
    context: { disconnectStatusCode, disconnectReason },
    headers: {
      "X-Yc-Apigateway-Websocket-Disconnect-Reason": disconnectReason,
      "X-Yc-Apigateway-Websocket-Disconnect-Status-Code": String(disconnectStatusCode),
    },
  });
  return { ...place, httpMethod: "GET", ...request, ...parameters };
}

/** The members that the three events share, in three parts, since their own members come between. */
interface Pieces<Of extends Event> {
  readonly place: Pick<Of, "resource" | "path">;
  readonly request: Pick<Of, "headers" | "multiValueHeaders" | "requestContext" | "pathParameters">;
  readonly parameters: Pick<Of, "parameters" | "multiValueParameters" | "operationId">;
}

interface Details {
  readonly context?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

function readSocket<Of extends Event>(
  given: Given<WebSocketInput>,
  eventType: Of["requestContext"]["eventType"],
  details: Details = {},
): Pieces<Of> {
  const call = httpCall(given);
  const connectionId = text(given, "connectionId", makeId(""));
  const connectedAt = moment(given, "connectedAt", instantOf(new Date(call.receivedAtMs))).epochSeconds;
  const pieces = readPlace(given);
  const headers = headersThroughGateway(given, call, pieces.place.path, {
    ...details.headers,
    "X-Yc-Apigateway-Websocket-Connected-At": String(connectedAt),
    "X-Yc-Apigateway-Websocket-Connection-Id": connectionId,
    "X-Yc-Apigateway-Websocket-Event-Type": eventType,
  });
  const context = { ...requestContext("GET", headers, call), connectionId, connectedAt, eventType };
  return {
    ...pieces,
    request: {
      headers: lastValues(headers),
      multiValueHeaders: Object.fromEntries(headers),
      requestContext: { ...context, ...details.context },
      pathParameters: texts(given, "pathParameters"),
    },
  } as unknown as Pieces<Of>;
}

function readPlace(given: Given<WebSocketInput>): Omit<Pieces<Event>, "request"> {
  const resource = text(given, "resource", "/");
  const lists = {
    ...single(texts(given, "pathParameters")),
    ...Object.fromEntries(textLists(given, "parameters")),
  };
  return {
    place: { resource, path: text(given, "path", resource) },
    parameters: {
      parameters: lastValues(new Map(Object.entries(lists))),
      multiValueParameters: lists,
      operationId: text(given, "operationId", ""),
    },
  };
}

/** Each parameter with its only value. */
function single(parameters: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, [value]]));
}

/** Later ids are greater: they start with the time in the digits of the service's ids. */
function makeMessageId(): string {
  return makeId(Date.now().toString(32).padStart(9, "0"));
}
