"""Does one harm to itself: the event is `<file>.<function>`, or "alive" to see what is left."""

import importlib
import os


def handler(event, context):
    if event == "alive":
        return "alive"
    file, _, name = event.partition(".")
    return getattr(importlib.import_module(file), name)()


if at_import := os.environ.get("AT_IMPORT"):
    handler(at_import, None)
