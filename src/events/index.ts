import { authorizer } from "./authorizer.ts";
import { budget } from "./budget.ts";
import { cloudLogging } from "./cloud-logging.ts";
import { cloudLogs } from "./cloud-logs.ts";
import { containerRegistry } from "./container-registry.ts";
import { dataStreams } from "./data-streams.ts";
import { email } from "./email.ts";
import { http } from "./http.ts";
import { iotBroker } from "./iot-broker.ts";
import { iotDevice } from "./iot-device.ts";
import { messageQueue } from "./message-queue.ts";
import { monitoringAlert } from "./monitoring-alert.ts";
import { objectStorage } from "./object-storage.ts";
import { telegram } from "./telegram.ts";
import { timer } from "./timer.ts";
import { websocket } from "./websocket.ts";

/**
 * Builders of the events with which the service calls functions, one for each kind (contract 9, 2.6, 2.7). Members that are left
 * out are filled in: ids in the service's form, the time, checksums. The same ids and times give the same event. In all
 * builders `time` is the time of the event, `body` its content and `eventId` its id.
 *
 * An object rather than a namespace, so that a bundler drops it with its builders where it is not used.
 *
 * @example await fn.invoke(events.messageQueue({ body: "hello" }));
 */
export const events = {
  timer,
  messageQueue,
  objectStorage,
  iotDevice,
  iotBroker,
  containerRegistry,
  cloudLogging,
  cloudLogs,
  budget,
  dataStreams,
  email,
  telegram,
  monitoringAlert,
  websocket,
  authorizer,
  http,
};

export type { HttpEvent } from "../http/request/http-event-types.ts";
export type { AuthorizerEvent, AuthorizerInput } from "./authorizer.ts";
export type { BudgetEvent, BudgetInput } from "./budget.ts";
export type { CloudLoggingEvent, CloudLoggingInput } from "./cloud-logging.ts";
export type { CloudLogsEvent, CloudLogsInput } from "./cloud-logs.ts";
export type { ContainerRegistryEvent, ContainerRegistryInput } from "./container-registry.ts";
export type { DataStreamsEvent, DataStreamsInput } from "./data-streams.ts";
export type { EmailEvent, EmailInput } from "./email.ts";
export type { Batch } from "./given.ts";
export type { HttpInput } from "./http.ts";
export type { IotBrokerEvent, IotBrokerInput } from "./iot-broker.ts";
export type { IotDeviceEvent, IotDeviceInput } from "./iot-device.ts";
export type { MessageAttributeInput, MessageQueueEvent, MessageQueueInput } from "./message-queue.ts";
export type { TracingContextInput } from "./metadata.ts";
export type { Moment } from "./moment.ts";
export type { MonitoringAlertEvent, MonitoringAlertInput } from "./monitoring-alert.ts";
export type { ObjectStorageEvent, ObjectStorageInput } from "./object-storage.ts";
export type { TelegramEvent, TelegramInput } from "./telegram.ts";
export type { TimerEvent, TimerInput } from "./timer.ts";
export type {
  WebSocketConnectEvent,
  WebSocketConnectInput,
  WebSocketDisconnectEvent,
  WebSocketDisconnectInput,
  WebSocketMessageEvent,
  WebSocketMessageInput,
} from "./websocket-types.ts";
