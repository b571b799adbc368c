"""Sets the root logger up as the service does before the function's code runs (contract 5.2, 5.3, ruling 16)."""

import contextvars
import logging
import sys
import time
from typing import Any

#: The id of the call that is running; a task keeps that of the call which started it.
request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")

_FORMAT = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(request_id)s\t%(message)s\n"
_DATE_FORMAT = "%Y-%m-%dT%H:%M:%S"


class _Formatter(logging.Formatter):
    """A record with a traceback stays one record: its lines are joined by a carriage return."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if record.exc_text or record.stack_info:
            text = text.replace("\n\n", "\n").rstrip("\n").replace("\n", "\r") + "\n"
        return text


def set_up() -> None:
    """Gives the root logger its handler, and every record its `request_id`."""
    handler = logging.StreamHandler(sys.stdout)
    # The format ends the line itself, as the documented format strings do.
    handler.terminator = ""
    handler.setFormatter(_Formatter(_FORMAT, _DATE_FORMAT))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    _add_request_id()


def _add_request_id() -> None:
    """A record factory and not a filter: records shown by a function's own handlers have the id too."""
    make_record = logging.getLogRecordFactory()

    def make_record_of_call(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make_record(*args, **kwargs)
        record.request_id = request_id.get()
        return record

    logging.setLogRecordFactory(make_record_of_call)
