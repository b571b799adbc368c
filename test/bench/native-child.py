"""The rival: a native Python that answers JSON lines, with what a function's runtime imports."""

import asyncio
import json
import logging
import sys
import time


def handler(event, context):
    return event


logging.getLogger().setLevel(logging.WARNING)
assert asyncio
assert time
for line in sys.stdin:
    sys.stdout.write(json.dumps(handler(json.loads(line), None)) + "\n")
    sys.stdout.flush()
