import type { Bytes } from "../api/options.ts";
import type { HttpRequestContext } from "../http/request/http-event-types.ts";
import type { HttpCallInput, Method, TextLists } from "./http-call.ts";
import type { Moment } from "./moment.ts";

/** The members that every event of a socket has. */
export interface WebSocketInput extends HttpCallInput {
  /** Default: a random id. */
  readonly connectionId?: string;
  /** Default: `time`. */
  readonly connectedAt?: Moment;
  /** The path of the specification, `/rooms/{id}`. Default: `/`. */
  readonly resource?: string;
  /** The path of the request, `/rooms/17`. Default: `resource`. */
  readonly path?: string;
  /** Default: none. */
  readonly headers?: TextLists;
  /** Default: none. */
  readonly pathParameters?: Readonly<Record<string, string>>;
  /** Further parameters that the specification describes, besides those of the path. Default: none. */
  readonly parameters?: TextLists;
  /** Default: empty. */
  readonly operationId?: string;
}

/** A request to open a socket. */
export interface WebSocketConnectInput extends WebSocketInput {
  readonly eventType: "CONNECT";
}

/** A message from the client. */
export interface WebSocketMessageInput extends WebSocketInput {
  readonly eventType?: "MESSAGE";
  /** A text message, or the bytes of a binary one, at most 128 KB (contract 2.6). Default: empty text. */
  readonly body?: string | Bytes;
  /** Default: an id made of the time, so that later ones are greater. */
  readonly messageId?: string;
}

/** A socket that was closed. */
export interface WebSocketDisconnectInput extends WebSocketInput {
  readonly eventType: "DISCONNECT";
  /** A close code of RFC 6455. Default: 1000. */
  readonly disconnectStatusCode?: number;
  /** Default: empty. */
  readonly disconnectReason?: string;
}

interface SocketHeaders<EventType extends string> {
  [name: string]: string;
  "X-Yc-Apigateway-Websocket-Connected-At": string;
  "X-Yc-Apigateway-Websocket-Connection-Id": string;
  "X-Yc-Apigateway-Websocket-Event-Type": EventType;
}

interface MessageHeaders extends SocketHeaders<"MESSAGE"> {
  "X-Yc-Apigateway-Websocket-Message-Id": string;
}

interface DisconnectHeaders extends SocketHeaders<"DISCONNECT"> {
  "X-Yc-Apigateway-Websocket-Disconnect-Reason": string;
  "X-Yc-Apigateway-Websocket-Disconnect-Status-Code": string;
}

interface SocketContext<EventType extends string> extends HttpRequestContext {
  readonly httpMethod: Method;
  connectionId: string;
  /** Seconds since 1970. */
  connectedAt: number;
  eventType: EventType;
}

interface SocketEvent<Headers> {
  resource: string;
  path: string;
  headers: Headers;
  multiValueHeaders: { [Name in keyof Headers]: Headers[Name][] };
  pathParameters: Record<string, string>;
  parameters: Record<string, string>;
  multiValueParameters: Record<string, string[]>;
  operationId: string;
}

/** The event of a socket that is to be opened (contract 2.6). */
export interface WebSocketConnectEvent extends SocketEvent<SocketHeaders<"CONNECT">> {
  httpMethod: Method;
  requestContext: SocketContext<"CONNECT">;
}

/** The event of a message (contract 2.6). `body` is the text, or the bytes in base64. */
export interface WebSocketMessageEvent extends SocketEvent<MessageHeaders> {
  requestContext: SocketContext<"MESSAGE"> & { messageId: string };
  body: string;
  isBase64Encoded: boolean;
}

/** The event of a socket that was closed (contract 2.6). */
export interface WebSocketDisconnectEvent extends SocketEvent<DisconnectHeaders> {
  httpMethod: Method;
  requestContext: SocketContext<"DISCONNECT"> & { disconnectStatusCode: number; disconnectReason: string };
}
