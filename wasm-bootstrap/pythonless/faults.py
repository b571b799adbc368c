"""Turns exceptions into what the caller gets: the error JSON of contract 3.4, and the traceback for the log."""

import json
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import TypedDict

_OUR_FOLDER = "/function/runtime/pythonless/"
_IMPORT_MACHINERY = "<frozen importlib"


class LoadError(Exception):
    """The handler could not be loaded. `__cause__` is Python's own exception."""

    def __init__(self, code: str, hint: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.hint = hint


class Fault(TypedDict):
    """A failed call, as it crosses to TypeScript. `code` is one of src/errors.ts."""

    code: str
    errorType: str
    errorMessage: str
    stackTrace: list[str]
    traceback: str
    hint: str | None


def describe(error: BaseException, code: str, hint: str | None = None) -> Fault:
    """The fault of an exception, without the frames that are ours."""
    return {
        "code": code,
        "errorType": type(error).__name__,
        "errorMessage": message_of(error),
        "stackTrace": [_frame_text(frame) for frame in _frames(error.__traceback__)],
        "traceback": _full_traceback(error),
        "hint": hint,
    }


def message_of(error: BaseException) -> str:
    """`str()` of an exception, whose `__str__` may itself raise."""
    try:
        return str(error)
    except Exception as reason:
        return f"<str() of the exception raised {type(reason).__name__}>"


def code_of(error: Exception) -> tuple[str, str | None]:
    """Which code of the catalogue an exception raised by the handler has."""
    if isinstance(error, RuntimeError) and message_of(error).startswith("Task got bad yield"):
        return "FOREIGN_AWAITABLE", None
    return "HANDLER_RAISED", None


def path_of(error: Exception) -> str:
    """Where in the result the value stood that json could not encode, told by json's own notes."""
    notes: list[str] = getattr(error, "__notes__", [])
    steps = [note.rpartition(" item ")[2] for note in notes if " item " in note]
    return "result" + "".join(f"[{step}]" for step in reversed(steps))


def _frames(trace: TracebackType | None) -> Iterator[traceback.FrameSummary]:
    for frame in traceback.extract_tb(trace):
        if not frame.filename.startswith((_OUR_FOLDER, _IMPORT_MACHINERY)):
            yield frame


def _frame_text(frame: traceback.FrameSummary) -> str:
    """One frame in the form of `traceback`, without the caret line (ruling 17)."""
    head = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
    return head + (f"    {frame.line}\n" if frame.line else "")


def _full_traceback(error: BaseException) -> str:
    """The traceback as Python prints it, causes and notes included, our own frames cut."""
    try:
        told = traceback.TracebackException.from_exception(error)
        _cut_our_frames(told, set())
        return "".join(told.format()).rstrip("\n")
    except Exception:
        return f"{type(error).__name__}: {message_of(error)}"


def _cut_our_frames(told: traceback.TracebackException | None, seen: set[int]) -> None:
    if told is None or id(told) in seen:
        return
    seen.add(id(told))
    told.stack[:] = [frame for frame in told.stack if not frame.filename.startswith((_OUR_FOLDER, _IMPORT_MACHINERY))]
    for other in (told.__cause__, told.__context__, *(told.exceptions or ())):
        _cut_our_frames(other, seen)


def as_text(fault: Fault) -> str:
    """The fault as JSON text. A lone surrogate in a message is escaped, so that nothing can fail here."""
    return json.dumps(fault)
