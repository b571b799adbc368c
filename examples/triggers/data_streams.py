"""A stream: the messages are the records themselves."""

from statistics import mean


def handler(event, context):
    return mean(record["celsius"] for record in event["messages"])
