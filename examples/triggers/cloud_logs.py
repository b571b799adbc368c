"""Cloud Logs, the older service: lines of log streams, two levels down."""

from collections import Counter


def handler(event, context):
    lines = [line for batch in event["messages"] for line in batch["details"]["messages"]]
    return Counter(line["log_stream_name"] for line in lines)
