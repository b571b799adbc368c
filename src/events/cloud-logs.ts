import { MADE_UP } from "../util/ids.ts";
import { moment, text } from "./fields.ts";
import { type Batch, type Given, readArgument, readMessages } from "./given.ts";
import { type BatchMetadata, batchMetadata, type MessageIds } from "./metadata.ts";
import { type Moment, rfc3339 } from "./moment.ts";

/** One line of a log stream. */
export interface LogsLine {
  /** Default: a made-up id. */
  readonly logGroupId?: string;
  /** Default: `log-stream-name`. */
  readonly logStreamName?: string;
  /** Default: `log line`. */
  readonly message?: string;
  /** Default: now. */
  readonly timestamp?: Moment;
}

/** The event of a log group in Cloud Logs (contract 9.8), which the service no longer lists: one batch of lines. */
export interface CloudLogsEvent {
  messages: {
    event_metadata: BatchMetadata<"serverless.triggers.CloudLogsMessageBatch">;
    details: {
      messages: { log_group_id: string; log_stream_name: string; message: string; timestamp: string }[];
    };
  }[];
}

type Argument = MessageIds & Batch<LogsLine>;

/**
 * The event of a log group in Cloud Logs, which the service no longer lists: one batch of lines.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.cloudLogs({ messages: [{ message: "one" }, { message: "two" }] }));
 */
export function cloudLogs(argument: Argument = {}): CloudLogsEvent {
  return readArgument("cloudLogs", argument, (batch: Given<Argument>) => ({
    messages: [
      {
        event_metadata: batchMetadata(batch, "serverless.triggers.CloudLogsMessageBatch"),
        details: { messages: readMessages(batch, readLine) },
      },
    ],
  }));
}

function readLine(given: Given<LogsLine>): CloudLogsEvent["messages"][number]["details"]["messages"][number] {
  return {
    log_group_id: text(given, "logGroupId", MADE_UP.logGroupName),
    log_stream_name: text(given, "logStreamName", "log-stream-name"),
    message: text(given, "message", "log line"),
    timestamp: rfc3339(moment(given, "timestamp"), 0),
  };
}
