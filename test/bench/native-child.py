"""The rival: a native Python that answers JSON lines, with what a function's runtime imports."""

import asyncio
import json
import logging
import sys
import time
import urllib.request


def handler(event, context):
    if not isinstance(event, dict):
        return event
    if "get" in event:
        return get(event["get"])
    return read(event["fetch"]) if "fetch" in event else event


def get(url):
    # Late: it is there for one figure only.
    import requests

    return len(requests.get(url).content)


def read(url):
    count = 0
    with urllib.request.urlopen(url) as response:
        while piece := response.read(65536):
            count += len(piece)
    return count


logging.getLogger().setLevel(logging.WARNING)
assert asyncio
assert time
for line in sys.stdin:
    sys.stdout.write(json.dumps(handler(json.loads(line), None)) + "\n")
    sys.stdout.flush()
