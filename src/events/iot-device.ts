import type { Bytes } from "../api/options.ts";
import { makeUuid } from "../util/ids.ts";
import { moment, text } from "./fields.ts";
import { type Batch, type Given, readArgument, readMessages } from "./given.ts";
import { type EventMetadata, type MessageInput, metadata } from "./metadata.ts";
import { rfc3339 } from "./moment.ts";
import { mqttPayload } from "./mqtt-payload.ts";

/** One message of a device, or of a registry. */
export interface IotDeviceInput extends MessageInput {
  /** Default: a made-up id. */
  readonly registryId?: string;
  /** Default: a made-up id. */
  readonly deviceId?: string;
  /** Default: `$devices/<deviceId>/events`. */
  readonly mqttTopic?: string;
  /** Text or bytes, at most 256 KB (contract 8.2); the event has them in base64. Default: empty. */
  readonly body?: string | Bytes;
}

/** The event of a device or a registry in IoT Core (contract 9.4). */
export interface IotDeviceEvent {
  messages: {
    event_metadata: EventMetadata<"iot.IoTMessage">;
    /** `payload` is base64. */
    details: { registry_id: string; device_id: string; mqtt_topic: string; payload: string };
  }[];
}

/**
 * The event of a device or a registry in IoT Core.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.iotDevice({ body: JSON.stringify({ celsius: 21.5 }) }));
 */
export function iotDevice(argument: Batch<IotDeviceInput> = {}): IotDeviceEvent {
  return readArgument("iotDevice", argument, (batch: Given<Batch<IotDeviceInput>>) => ({
    messages: readMessages(batch, readMessage),
  }));
}

function readMessage(given: Given<IotDeviceInput>): IotDeviceEvent["messages"][number] {
  const eventId = text(given, "eventId", makeUuid());
  const deviceId = text(given, "deviceId", "aredevice00000000000");
  return {
    event_metadata: metadata("iot.IoTMessage", eventId, rfc3339(moment(given, "time"), 9)),
    details: {
      registry_id: text(given, "registryId", "areregistry000000000"),
      device_id: deviceId,
      mqtt_topic: text(given, "mqttTopic", `$devices/${deviceId}/events`),
      payload: mqttPayload(given),
    },
  };
}
