import { MADE_UP } from "../util/ids.ts";
import { text, texts } from "./fields.ts";
import { type Given, readArgument } from "./given.ts";

/** A change of an alert. */
export interface MonitoringAlertInput {
  /** Default: a made-up id. */
  readonly alertId?: string;
  /** Default: `alert`. */
  readonly alertName?: string;
  /** Default: the made-up folder that `context.function_folder_id` shows. */
  readonly folderId?: string;
  /** Default: `ALARM`. */
  readonly status?: string;
  /** Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The event of a channel in Monitoring (contract 9.12). */
export interface MonitoringAlertEvent {
  alertId: string;
  alertName: string;
  folderId: string;
  status: string;
  annotations: Record<string, string>;
}

/**
 * The event of an alert in Monitoring.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.monitoringAlert({ alertName: "disk", annotations: { host: "db1" } }));
 */
export function monitoringAlert(argument: MonitoringAlertInput = {}): MonitoringAlertEvent {
  return readArgument("monitoringAlert", argument, (given: Given<MonitoringAlertInput>) => ({
    alertId: text(given, "alertId", "aoealert000000000000"),
    alertName: text(given, "alertName", "alert"),
    folderId: text(given, "folderId", MADE_UP.folderId),
    status: text(given, "status", "ALARM"),
    annotations: texts(given, "annotations"),
  }));
}
