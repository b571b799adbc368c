"""Turns exceptions into the error JSON of contract 3.4, and into the log's traceback.

Nothing here raises. To ask an exception for its message, its notes or its cause can run code of the function.
"""

import linecache
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from types import FrameType, TracebackType
from typing import TypedDict

from pythonless import pristine, shadowing

__builtins__ = pristine.BUILTINS

_FUNCTION_FOLDER = "/function/"
_OUR_FOLDER = "/function/runtime/pythonless/"
_PATH_STEPS_SHOWN = 20
_CAUSES_LOOKED_AT = 20

#: The attribute of our exceptions that holds their hint.
HINT = "pythonless_hint"


class ExecutionStopped(BaseException):
    """Raised where the code of an interrupted call is. Not an Exception: few catch it by accident."""


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
        "errorType": type_name(error),
        "errorMessage": _message(error),
        "stackTrace": _stack_trace(error),
        "traceback": _guarded(_full_traceback, error) or _short_traceback(error),
        "hint": hint,
    }


def code_of(error: BaseException) -> str:
    """Which code of the catalogue an exception raised by the handler has."""
    # The words of asyncio's Task, which has no class for it.
    is_foreign = type(error) is RuntimeError and _message(error).startswith("Task got bad yield")
    return "FOREIGN_AWAITABLE" if is_foreign else "HANDLER_RAISED"


def hint_of(error: BaseException) -> str | None:
    """A hint for an exception of Python's own, where its message has none."""
    shadowed = _guarded(shadowing.hint_of, error)
    if shadowed is not None:
        return shadowed
    missing = error.name if type(error) is ModuleNotFoundError else None
    if type(missing) is not str:
        return _guarded(_hint_of_causes, error)
    package = missing.partition(".")[0]
    if package in sys.stdlib_module_names:
        return None
    where = "put it into the source (pip install --target) or name its wheel in the option wheels"
    return f"If {package} is a package, {where}."


def _hint_of_causes(error: BaseException) -> str | None:
    """The hint of an error of ours, where a library has wrapped it in one of its own."""
    message = _message(error)
    for _ in range(_CAUSES_LOOKED_AT):
        hint = vars(error).get(HINT)
        if type(hint) is str and hint not in message:
            return hint
        cause = error.__context__ if error.__cause__ is None else error.__cause__
        if cause is None:
            return None
        error = cause
    return None


def path_of(error: Exception) -> str:
    """The path in the result of the value that json could not encode, from json's own notes."""
    steps = _guarded(_json_steps, error) or []
    rest = "…" if len(steps) > _PATH_STEPS_SHOWN else ""
    return "result" + "".join(f"[{step}]" for step in steps[:_PATH_STEPS_SHOWN]) + rest


# Of `type` itself: a metaclass can have its own idea of `__name__`.
_class_name: Callable[[type], str] = type.__dict__["__name__"].__get__


def type_name(value: object) -> str:
    """The name of a value's class."""
    return _class_name(type(value))


def _guarded[Value](read: Callable[[BaseException], Value], error: BaseException) -> Value | None:
    try:
        return read(error)
    except ExecutionStopped:
        raise
    except BaseException:
        return None


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except ExecutionStopped:
        raise
    except BaseException as reason:
        return f"<str() of the exception raised {type_name(reason)}>"


def _json_steps(error: BaseException) -> list[str]:
    """Out of notes like "when serializing dict item 'key'", of which the innermost comes first."""
    steps = [note.partition(" item ") for note in reversed(error.__notes__)]
    # A key may hold " item " too: the first one counts.
    return [step for head, item, step in steps if item and head.startswith("when serializing ")]


def frame_texts(frames: Iterable[tuple[FrameType, int]]) -> list[str]:
    """A stack in the form of `stackTrace`, without Python's own modules.

    Hidden frames are left out first: reading the lines of a file takes milliseconds, and a call that is
    being stopped has few.
    """
    return [_frame_text(*entry) for entry in frames if _is_of_the_function(entry[0].f_code.co_filename)]


def _is_of_the_function(filename: str) -> bool:
    return filename.startswith(_FUNCTION_FOLDER) and not filename.startswith(_OUR_FOLDER)


# Of the class itself: an exception can have its own idea of `__traceback__`.
_traceback_of: Callable[[BaseException], TracebackType | None] = vars(BaseException)["__traceback__"].__get__


def _stack_trace(error: BaseException) -> list[str]:
    return [
        _frame_text(frame, line_number)
        for frame, line_number in _frames_of(_traceback_of(error))
        if not frame.f_code.co_filename.startswith(_OUR_FOLDER)
    ]


def _frames_of(trace: TracebackType | None) -> Iterator[tuple[FrameType, int]]:
    while trace is not None:
        yield trace.tb_frame, trace.tb_lineno
        trace = trace.tb_next


def _frame_text(frame: FrameType, line_number: int) -> str:
    """One frame in the form of `traceback`, without the caret line (ruling 17).

    Not made by that module: the function may have patched it, or removed modules that it imports on use.
    """
    code = frame.f_code
    line = _line_of(frame, line_number)
    head = f'  File "{code.co_filename}", line {line_number}, in {code.co_name}\n'
    return head + (f"    {line}\n" if line else "")


def _line_of(frame: FrameType, line_number: int) -> str:
    try:
        return linecache.getline(frame.f_code.co_filename, line_number, frame.f_globals).strip()
    except ExecutionStopped:
        raise
    except BaseException:
        return ""


def _short_traceback(error: BaseException) -> str:
    """For an exception that `traceback` cannot format."""
    head = "Traceback (most recent call last):\n"
    return f"{head}{''.join(_stack_trace(error))}{type_name(error)}: {_message(error)}"


def _full_traceback(error: BaseException) -> str:
    """The traceback as Python prints it, causes and notes included, our own frames cut."""
    described = traceback.TracebackException.from_exception(error)
    _cut_our_frames(described)
    return "".join(described.format()).rstrip("\n")


def _cut_our_frames(described: traceback.TracebackException) -> None:
    # A list and not a recursion: a chain of contexts grows with every retry that failed.
    waiting = [described]
    while waiting:
        part = waiting.pop()
        part.stack[:] = filter(_is_shown, part.stack)
        linked = (part.__cause__, part.__context__, *(part.exceptions or ()))
        waiting.extend(other for other in linked if other is not None)


def _is_shown(frame: traceback.FrameSummary) -> bool:
    return not frame.filename.startswith(_OUR_FOLDER)
