"""Cloud Logging: a batch of records, two levels down. Its times are as Go prints them."""

from datetime import UTC, datetime


def moment_of(timestamp):
    date, time, *_ = timestamp.split(" ")
    return datetime.fromisoformat(f"{date}T{time}").replace(tzinfo=UTC)


def handler(event, context):
    records = [record for batch in event["messages"] for record in batch["details"]["messages"]]
    return [
        f"{moment_of(record['timestamp']):%H:%M:%S} {record['message']}"
        for record in records
        if record["level"] == "ERROR"
    ]
