"""An HTTPS call: the body is text for JSON, base64 for all else."""

import base64
import json


def handler(event, context):
    body = event["body"]
    text = base64.b64decode(body).decode() if event["isBase64Encoded"] else body
    word = json.loads(text)["word"] if event["headers"].get("Content-Type") == "application/json" else text
    times = int(event["queryStringParameters"].get("times", "1"))
    return {"statusCode": 200, "body": word * times}
