import type { Bytes } from "../api/options.ts";
import { makeUuid } from "../util/ids.ts";
import { moment, text } from "./fields.ts";
import { type Batch, type Given, readArgument, readMessages } from "./given.ts";
import { type EventMetadata, type MessageInput, metadata } from "./metadata.ts";
import { rfc3339 } from "./moment.ts";
import { mqttPayload } from "./mqtt-payload.ts";

/** One message of a broker. */
export interface IotBrokerInput extends MessageInput {
  /** Default: a made-up id. */
  readonly brokerId?: string;
  /** Default: `broker/topic`. */
  readonly mqttTopic?: string;
  /** Text or bytes, at most 256 KB (contract 8.2); the event has them in base64. Default: empty. */
  readonly body?: string | Bytes;
}

/** The event of a broker in IoT Core (contract 9.5). */
export interface IotBrokerEvent {
  messages: {
    event_metadata: EventMetadata<"iot.IoTMessage">;
    /** `payload` is base64. */
    details: { broker_id: string; mqtt_topic: string; payload: string };
  }[];
}

/**
 * The event of a broker in IoT Core.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.iotBroker({ mqttTopic: "doors/front", body: "open" }));
 */
export function iotBroker(argument: Batch<IotBrokerInput> = {}): IotBrokerEvent {
  return readArgument("iotBroker", argument, (batch: Given<Batch<IotBrokerInput>>) => ({
    messages: readMessages(batch, readMessage),
  }));
}

function readMessage(given: Given<IotBrokerInput>): IotBrokerEvent["messages"][number] {
  const eventId = text(given, "eventId", makeUuid());
  return {
    event_metadata: metadata("iot.IoTMessage", eventId, rfc3339(moment(given, "time"), 9)),
    details: {
      broker_id: text(given, "brokerId", "arebroker00000000000"),
      mqtt_topic: text(given, "mqttTopic", "broker/topic"),
      payload: mqttPayload(given),
    },
  };
}
