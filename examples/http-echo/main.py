"""Prints and returns what an HTTP call brings: the event and the context."""

import json


def handler(event, context):
    text = json.dumps({"event": event, "context": context}, default=vars, indent=2)
    print(json.dumps({"event": event, "context": context}, default=vars))
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": text,
    }
