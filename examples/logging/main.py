"""Every way to write a log line: print, the logging module, and structured JSON lines."""

import json
import logging
import sys

logging.getLogger().setLevel(logging.DEBUG)
log = logging.getLogger("shop")


def handler(event, context):
    print("a plain line has no level")
    print("neither has one of stderr", file=sys.stderr)
    log.debug("the root logger is at WARNING until a function changes it")
    log.warning("the call %s has %d MB", context.request_id, context.memory_limit_in_mb)
    try:
        int("twelve")
    except ValueError:
        log.exception("a traceback stays one record")
    print(json.dumps({"message": "a structured line", "level": "ERROR", "order": 17}))
    return "logged"
