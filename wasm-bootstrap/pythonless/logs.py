"""Sets up the root logger as the service does before the function's code runs (contract 5.2, ruling 16)."""

import contextvars
import logging
import sys
import time
from typing import Any

#: The id of the call that is running; a task keeps that of the call which started it.
request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")

_FORMAT = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(request_id)s\t%(message)s\n"
_DATE_FORMAT = "%Y-%m-%dT%H:%M:%S"

_make_plain_record = logging.Logger.makeRecord


def set_up() -> None:
    """Gives the root logger its handler, and every record its `request_id`."""
    handler = logging.StreamHandler(sys.stdout)
    # The format ends the line itself, as the documented format strings do.
    handler.terminator = ""
    handler.setFormatter(_Formatter(_FORMAT, _DATE_FORMAT))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.Logger.makeRecord = _make_record


def _make_record(self: logging.Logger, *args: Any, **kwargs: Any) -> logging.LogRecord:
    """In place of `Logger.makeRecord`, and not as a filter or a record factory.

    A filter on the root's handler misses the function's own handlers. A factory is lost when the function
    sets its own, and makes `extra={"request_id": …}` a KeyError.
    """
    record = _make_plain_record(self, *args, **kwargs)
    record.__dict__.setdefault("request_id", request_id.get())
    return record


class _Formatter(logging.Formatter):
    """A record with a traceback stays one record: its lines are joined by a carriage return."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if record.exc_text or record.stack_info:
            return text.rstrip("\n").replace("\n", "\r") + "\n"
        return text
