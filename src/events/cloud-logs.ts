import { MADE_UP } from "../util/ids.ts";
import { moment, text } from "./fields.ts";
import { type Batch, type Given, readArgument, readMessages } from "./given.ts";
import { type BatchMetadata, batchMetadata, type MessageInput } from "./metadata.ts";
import { type Instant, type Moment, rfc3339 } from "./moment.ts";

/** One line of a log stream. */
export interface CloudLogsInput {
  /** Default: a made-up id. */
  readonly logGroupId?: string;
  /** Default: `log-stream-name`. */
  readonly logStreamName?: string;
  /** Default: `log line`. */
  readonly message?: string;
  /** When it was written. Default: `time` of the batch, or now. */
  readonly time?: Moment;
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

type Argument = MessageInput & Batch<CloudLogsInput>;

/**
 * The event of a log group in Cloud Logs, which the service no longer lists: one batch of lines.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.cloudLogs({ messages: [{ message: "one" }, { message: "two" }] }));
 */
export function cloudLogs(argument: Argument = {}): CloudLogsEvent {
  return readArgument("cloudLogs", argument, (batch: Given<Argument>) => {
    const time = moment(batch, "time");
    const event_metadata = batchMetadata(batch, "serverless.triggers.CloudLogsMessageBatch", time);
    return {
      messages: [{ event_metadata, details: { messages: readMessages(batch, readLine, time) } }],
    };
  });
}

function readLine(
  given: Given<CloudLogsInput>,
  time: Instant,
): CloudLogsEvent["messages"][number]["details"]["messages"][number] {
  return {
    log_group_id: text(given, "logGroupId", MADE_UP.logGroupName),
    log_stream_name: text(given, "logStreamName", "log-stream-name"),
    message: text(given, "message", "log line"),
    timestamp: rfc3339(moment(given, "time", time), 0),
  };
}
