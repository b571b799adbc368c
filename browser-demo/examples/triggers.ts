import { events } from "pythonless";
import authorizer from "../../examples/triggers/authorizer.py";
import budget from "../../examples/triggers/budget.py";
import cloudLogging from "../../examples/triggers/cloud_logging.py";
import cloudLogs from "../../examples/triggers/cloud_logs.py";
import containerRegistry from "../../examples/triggers/container_registry.py";
import dataStreams from "../../examples/triggers/data_streams.py";
import emailLetter from "../../examples/triggers/email_letter.py";
import httpCall from "../../examples/triggers/http_call.py";
import iotBroker from "../../examples/triggers/iot_broker.py";
import iotDevice from "../../examples/triggers/iot_device.py";
import messageQueue from "../../examples/triggers/message_queue.py";
import monitoringAlert from "../../examples/triggers/monitoring_alert.py";
import objectStorage from "../../examples/triggers/object_storage.py";
import telegram from "../../examples/triggers/telegram.py";
import timer from "../../examples/triggers/timer.py";
import websocket from "../../examples/triggers/websocket.py";

/** A file of examples/triggers, its text, and the event that it is called with. */
export const TRIGGERS: readonly (readonly [id: string, code: string, makeEvent: () => object])[] = [
  ["timer", timer, () => events.timer({ messages: [{ body: "sweep" }, { body: "count" }] })],
  [
    "message_queue",
    messageQueue,
    () => events.messageQueue({ messages: [{ body: '{"amount": 2}' }, { body: '{"amount": 3}' }] }),
  ],
  [
    "object_storage",
    objectStorage,
    () =>
      events.objectStorage({
        messages: [{ bucketId: "photos", objectId: "cat.jpg" }, { eventType: "ObjectDelete" }],
      }),
  ],
  ["iot_device", iotDevice, () => events.iotDevice({ deviceId: "are1", body: '{"celsius": 21.5}' })],
  ["iot_broker", iotBroker, () => events.iotBroker({ mqttTopic: "doors/front", body: "open" })],
  [
    "container_registry",
    containerRegistry,
    () =>
      events.containerRegistry({ eventType: "CreateImageTag", repositoryName: "crt1/shop", tag: "1.2.0" }),
  ],
  [
    "cloud_logging",
    cloudLogging,
    () =>
      events.cloudLogging({
        messages: [{ level: "ERROR", message: "no teapots left" }, { message: "all is well" }],
      }),
  ],
  ["cloud_logs", cloudLogs, () => events.cloudLogs({ logStreamName: "shop" })],
  ["budget", budget, () => events.budget({ budgetDisplayName: "shop", amount: 91, budgetedAmount: 200 })],
  ["data_streams", dataStreams, () => events.dataStreams({ messages: [{ celsius: 21 }, { celsius: 22 }] })],
  ["email_letter", emailLetter, () => events.email({ headers: { subject: "Order 17" }, body: "tea" })],
  ["telegram", telegram, () => events.telegram({ body: "two teapots, please", chatId: 42 })],
  [
    "monitoring_alert",
    monitoringAlert,
    () => events.monitoringAlert({ alertName: "disk", annotations: { host: "db1" } }),
  ],
  ["websocket", websocket, () => events.websocket({ body: "hello" })],
  [
    "authorizer",
    authorizer,
    () => events.authorizer({ path: "/orders", headers: { authorization: "Bearer secret" } }),
  ],
  ["http_call", httpCall, () => events.http({ query: { times: "2" }, body: "tea" })],
];
