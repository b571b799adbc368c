"""A broker: the MQTT topic says which door it was."""

import base64


def handler(event, context):
    return {
        message["details"]["mqtt_topic"].removeprefix("doors/"): base64.b64decode(
            message["details"]["payload"]
        ).decode()
        for message in event["messages"]
    }
