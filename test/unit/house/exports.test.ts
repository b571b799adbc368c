import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import * as library from "../../../src/index.ts";
import * as inBrowsers from "../../../src/node/in-browsers.ts";
import * as inNode from "../../../src/node/index.ts";
import { codeOf, root } from "./sources.ts";

// To take a name out breaks users; to add one is a promise. Either belongs in CHANGELOG.md.

test("the package exports these values and no others", () => {
  expect(Object.keys(library).sort()).toEqual([
    "FunctionError",
    "UsageError",
    "createFunction",
    "events",
    "jsonText",
  ]);
});

test("the package exports these types and no others", () => {
  expect(typesOf("index.ts").sort()).toEqual([
    "AsyncCall",
    "AsyncPolicy",
    "AuditFinding",
    "AuditGap",
    "AuditedChange",
    "AuditedDirectory",
    "AuditedFile",
    "AuditedGlobal",
    "AuditedLogger",
    "AuditedOpenFile",
    "AuditedPatch",
    "AuditedSetting",
    "AuditedTask",
    "AuditedVariable",
    "AuthorizerEvent",
    "AuthorizerInput",
    "Batch",
    "Blame",
    "BudgetEvent",
    "BudgetInput",
    "Bytes",
    "CallOptions",
    "CloudFunction",
    "CloudLoggingEvent",
    "CloudLoggingInput",
    "CloudLogsEvent",
    "CloudLogsInput",
    "ContainerRegistryEvent",
    "ContainerRegistryInput",
    "DataStreamsEvent",
    "DataStreamsInput",
    "EmailEvent",
    "EmailInput",
    "ErrorCode",
    "ExecuteOptions",
    "Execution",
    "ExecutionDetails",
    "FailedExecution",
    "FetchOptions",
    "FunctionContext",
    "FunctionOptions",
    "FunctionToken",
    "GatewayOptions",
    "HttpEvent",
    "HttpInput",
    "IotBrokerEvent",
    "IotBrokerInput",
    "IotDeviceEvent",
    "IotDeviceInput",
    "JsonText",
    "JsonValue",
    "Limits",
    "LoadProgress",
    "LogLevel",
    "LogRecord",
    "MessageAttributeInput",
    "MessageQueueEvent",
    "MessageQueueInput",
    "Moment",
    "MonitoringAlertEvent",
    "MonitoringAlertInput",
    "ObjectStorageEvent",
    "ObjectStorageInput",
    "OutboundFetch",
    "Outcome",
    "Phase",
    "Report",
    "ScalingPolicy",
    "SourceFiles",
    "StoppedBy",
    "SuccessfulExecution",
    "TelegramEvent",
    "TelegramInput",
    "TimerEvent",
    "TimerInput",
    "TracingContextInput",
    "WebSocketConnectEvent",
    "WebSocketConnectInput",
    "WebSocketDisconnectEvent",
    "WebSocketDisconnectInput",
    "WebSocketMessageEvent",
    "WebSocketMessageInput",
  ]);
});

test("pythonless/events and pythonless/node export these names and no others", () => {
  expect(Object.keys(inNode)).toEqual(["serve"]);
  expect(Object.keys(inBrowsers)).toEqual(["serve"]);
  expect(typesOf("node/index.ts").sort()).toEqual(["FunctionServer", "ServeOptions", "ServedFunction"]);
});

test("the package has these ways in and no others", () => {
  const { exports, bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(Object.keys(exports)).toEqual([".", "./events", "./node", "./package.json"]);
  expect(Object.keys(bin)).toEqual(["pythonless"]);
});

/** The names of the types that a file exports: its own, those it hands on by name, and those of whole files. */
function typesOf(file: string): string[] {
  const code = codeOf(file);
  const own = [...code.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name as string);
  const named = [...code.matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(([, isType, names = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "" && (isType !== undefined || name.startsWith("type ")))
      .map((name) => name.replace("type ", "")),
  );
  const handedOn = [...code.matchAll(/^export type \* from "(.+)"/gm)].flatMap(([, path]) =>
    typesOf(join(dirname(file), path as string)),
  );
  return [...own, ...named, ...handedOn];
}
