"""Tries one way out: the event is `<file>.<function>`. The result says what it got, or what stopped it."""

import importlib
import inspect
from typing import Any


async def handler(event: str, context: Any) -> dict[str, str | None]:
    """A way gives what it got hold of, or nothing, or raises."""
    file, _, name = event.partition(".")
    try:
        got = getattr(importlib.import_module(f"ways_{file}"), name)()
        if inspect.isawaitable(got):
            got = await got
    except Exception as error:
        return {"got": None, "stopped": f"{type(error).__name__}: {error}"[:200]}
    return {"got": got, "stopped": None}
