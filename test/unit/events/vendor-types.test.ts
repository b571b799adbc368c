/**
 * The vendor's own types of events, `@yandex-cloud/function-types`, and ours: what a builder gives can be handed to
 * a handler that was written against the vendor's. The compiler proves it, in the step "types".
 */
import type { Handler } from "@yandex-cloud/function-types";
import { expectTypeOf, test } from "vitest";
import type {
  AuthorizerEvent,
  BudgetEvent,
  CloudLoggingEvent,
  ContainerRegistryEvent,
  DataStreamsEvent,
  HttpEvent,
  IotDeviceEvent,
  MessageQueueEvent,
  ObjectStorageEvent,
  TimerEvent,
  WebSocketConnectEvent,
  WebSocketDisconnectEvent,
  WebSocketMessageEvent,
} from "../../../src/index.ts";

type EventOf<AnyHandler extends (event: never, context: never) => unknown> = Parameters<AnyHandler>[0];
type MessageOf<Event extends { messages: unknown[] }> = Event["messages"][number];

test("events are what the vendor's handlers take", () => {
  expectTypeOf<TimerEvent>().toExtend<EventOf<Handler.Timer>>();
  expectTypeOf<ObjectStorageEvent>().toExtend<EventOf<Handler.ObjectStorage>>();
  expectTypeOf<IotDeviceEvent>().toExtend<EventOf<Handler.IotCore>>();
  expectTypeOf<CloudLoggingEvent>().toExtend<EventOf<Handler.CloudLogging>>();
  expectTypeOf<BudgetEvent>().toExtend<EventOf<Handler.Budget>>();
  expectTypeOf<DataStreamsEvent>().toExtend<EventOf<Handler.DataStreams>>();
  expectTypeOf<AuthorizerEvent>().toExtend<EventOf<Handler.ApiGateway.Authorizer>>();
  expectTypeOf<WebSocketConnectEvent>().toExtend<EventOf<Handler.ApiGateway.WebSocket.Connect>>();
  expectTypeOf<WebSocketMessageEvent>().toExtend<EventOf<Handler.ApiGateway.WebSocket.Message>>();
  expectTypeOf<WebSocketDisconnectEvent>().toExtend<EventOf<Handler.ApiGateway.WebSocket.Disconnect>>();
});

/** The documentation has `data_type` and `string_value` since; the vendor's types keep `dataType` and `stringValue`. */
type VendorQueueMessage = MessageOf<EventOf<Handler.MessageQueue>>;
type WithoutAttributes<Message extends VendorQueueMessage | MessageOf<MessageQueueEvent>> = Omit<
  Message,
  "details"
> & {
  details: Omit<Message["details"], "message"> & {
    message: Omit<Message["details"]["message"], "message_attributes">;
  };
};

/** The documentation has `DeleteImage` too. */
type VendorRegistryMessage = MessageOf<EventOf<Handler.ContainerRegistry>>;
type RegistryMetadata = MessageOf<ContainerRegistryEvent>["event_metadata"];
type WithoutDeleteImage = Omit<MessageOf<ContainerRegistryEvent>, "event_metadata"> & {
  event_metadata: RegistryMetadata & {
    event_type: Exclude<RegistryMetadata["event_type"], "yandex.cloud.events.containerregistry.DeleteImage">;
  };
};

/** Any method can be asked of `fn.fetch()`, and its envelope is read-only. */
type VendorHttpEvent = EventOf<Handler.Http>;
type ReadOnly<Value> = { readonly [Key in keyof Value]: ReadOnly<Value[Key]> };
type AnyMethod<Event extends { httpMethod: string; requestContext: { httpMethod: string } }> = ReadOnly<
  Omit<Event, "httpMethod" | "requestContext"> & {
    httpMethod: string;
    requestContext: Omit<Event["requestContext"], "httpMethod"> & { httpMethod: string };
  }
>;

test("and where the vendor's types are behind the documentation, all but that", () => {
  expectTypeOf<WithoutAttributes<MessageOf<MessageQueueEvent>>>().toExtend<
    WithoutAttributes<VendorQueueMessage>
  >();
  expectTypeOf<MessageQueueEvent>().not.toExtend<EventOf<Handler.MessageQueue>>();

  expectTypeOf<WithoutDeleteImage>().toExtend<VendorRegistryMessage>();
  expectTypeOf<ContainerRegistryEvent>().not.toExtend<EventOf<Handler.ContainerRegistry>>();

  expectTypeOf<HttpEvent>().toExtend<AnyMethod<VendorHttpEvent>>();
  expectTypeOf<HttpEvent>().not.toExtend<VendorHttpEvent>();
});
