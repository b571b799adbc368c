"""Sets up the root logger as the service does before the function's code runs (contract 5.2, ruling 16)."""

import contextvars
import logging
import sys
import time
from types import SimpleNamespace
from typing import Any

#: The id of the call that is running; a task keeps that of the call which started it.
request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")

_FORMAT = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(request_id)s\t%(message)s\n"
_DATE_FORMAT = "%Y-%m-%dT%H:%M:%S"

_PlainRecord = logging.LogRecord
_plain_format = logging.PercentStyle.format


class _RequestId:
    """The attribute `request_id` of a record, unless `extra` has set one."""

    def __get__(self, record: Any, owner: type | None = None) -> Any:
        return self if record is None else record._request_id


class LogRecord(_PlainRecord):
    """In place of `logging.LogRecord`: a record with an id that is not among its fields.

    Formatters that write all fields of a record, as JSON for example, would write it too. A filter would miss
    the function's own handlers, and a factory is lost when the function sets its own.
    """

    __slots__ = ("_request_id",)
    request_id = _RequestId()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request_id = request_id.get()


LogRecord.__module__ = _PlainRecord.__module__


def set_up() -> None:
    """Gives the root logger its handler, and every format the field `request_id`."""
    handler = logging.StreamHandler(sys.stdout)
    # The format ends the line itself, as the documented format strings do.
    handler.terminator = ""
    handler.setFormatter(_Formatter(_FORMAT, _DATE_FORMAT))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.LogRecord = LogRecord
    if logging.getLogRecordFactory() is _PlainRecord:
        logging.setLogRecordFactory(LogRecord)
    logging.PercentStyle.format = _format


def _format(self: logging.PercentStyle, record: logging.LogRecord) -> str:
    """In place of `PercentStyle.format`, which the other styles inherit."""
    try:
        return _plain_format(self, record)
    except ValueError as error:
        missing = error.__context__
        if not isinstance(missing, KeyError) or missing.args != ("request_id",):
            raise
    return _plain_format(self, _with_id(record))


def _with_id(record: logging.LogRecord) -> Any:
    """The fields of a record, and its id."""
    fields = {"request_id": getattr(record, "request_id", request_id.get()), **vars(record)}
    return SimpleNamespace(**fields)


class _Formatter(logging.Formatter):
    """A record with a traceback stays one record: its lines are joined by a carriage return."""

    converter = staticmethod(time.gmtime)

    def formatMessage(self, record: logging.LogRecord) -> str:
        return super().formatMessage(_with_id(record))

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if record.exc_text or record.stack_info:
            return text.rstrip("\n").replace("\n", "\r") + "\n"
        return text
