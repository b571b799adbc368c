"""A device: its payload is base64, here of JSON."""

import base64
import json


def handler(event, context):
    readings = {}
    for message in event["messages"]:
        details = message["details"]
        readings[details["device_id"]] = json.loads(base64.b64decode(details["payload"]))["celsius"]
    return readings
