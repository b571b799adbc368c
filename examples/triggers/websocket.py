"""A WebSocket through a gateway: a room that echoes, as long as the instance lives."""

import base64

people = set()


def handler(event, context):
    socket = event["requestContext"]
    match socket["eventType"]:
        case "CONNECT":
            people.add(socket["connectionId"])
        case "DISCONNECT":
            people.discard(socket["connectionId"])
        case "MESSAGE":
            body = event["body"]
            text = base64.b64decode(body).decode() if event["isBase64Encoded"] else body
            return {
                "statusCode": 200,
                "headers": {"Content-Type": "text/plain"},
                "body": f"{text} ({len(people)} here)",
            }
    return {"statusCode": 200}
