"""What the soak calls: three handlers, each of which does what the event says."""

import asyncio
import logging
import os
import sys
import time

logging.getLogger().setLevel(logging.INFO)


def answer(event, context):
    return {"nonce": event["nonce"], "requestId": context.request_id, "payload": event.get("payload")}


def sync(event, context):
    match event["task"]:
        case "print":
            print("line of", event["nonce"])
            logging.info("record of %s", event["nonce"])
        case "raise":
            raise ValueError(event["nonce"])
        case "object":
            return object()
        case "loop":
            while True:
                pass
        case "sleep":
            time.sleep(60)
        case "exit":
            os._exit(3)
        case "sys.exit":
            sys.exit(3)
        case "file":
            with open("/tmp/soak.bin", "wb") as file:
                file.write(b"x" * 100_000)
    return answer(event, context)


async def concurrent(event, context):
    match event["task"]:
        case "gather":
            await asyncio.gather(*(asyncio.sleep(0.001) for _ in range(3)))
        case "raise":
            await asyncio.sleep(0)
            raise ValueError(event["nonce"])
        case "wait":
            await asyncio.sleep(60)
        case "deaf":
            while True:
                try:
                    await asyncio.sleep(60)
                except asyncio.CancelledError:
                    continue
    return answer(event, context)


def http(event, context):
    if "httpMethod" not in event:
        return answer(event, context)
    return {
        "statusCode": 200,
        "headers": {"X-Nonce": event["queryStringParameters"]["nonce"]},
        "body": event["body"],
        "isBase64Encoded": event["isBase64Encoded"],
    }
