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
 * Builders of the events that the service's triggers call a function with (contract 9, 2.6, 2.7). Fields that are not given
 * are filled in: ids in the service's form, the time, checksums. The same ids and times give the same event.
 *
 * An object and not a namespace: a bundler that sees it unused drops it, with everything behind it.
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
export type { AuthorizerArgument, AuthorizerEvent } from "./authorizer.ts";
export type { BudgetEvent, BudgetMessage } from "./budget.ts";
export type { CloudLoggingEvent, LoggingRecord } from "./cloud-logging.ts";
export type { CloudLogsEvent, LogsLine } from "./cloud-logs.ts";
export type { ContainerRegistryEvent, RegistryMessage } from "./container-registry.ts";
export type { DataStreamsEvent, StreamRecords } from "./data-streams.ts";
export type { EmailEvent, EmailMessage } from "./email.ts";
export type { HttpArgument } from "./http.ts";
export type { BrokerMessage, IotBrokerEvent } from "./iot-broker.ts";
export type { DeviceMessage, IotDeviceEvent } from "./iot-device.ts";
export type { MessageQueueEvent, QueueMessage } from "./message-queue.ts";
export type { Moment } from "./moment.ts";
export type { Alert, MonitoringAlertEvent } from "./monitoring-alert.ts";
export type { ObjectMessage, ObjectStorageEvent } from "./object-storage.ts";
export type { TelegramEvent, TelegramMessage } from "./telegram.ts";
export type { TimerEvent, TimerMessage } from "./timer.ts";
export type {
  WebSocketConnect,
  WebSocketConnectEvent,
  WebSocketDisconnect,
  WebSocketDisconnectEvent,
  WebSocketMessage,
  WebSocketMessageEvent,
} from "./websocket-types.ts";
