"""Turns exceptions into what the caller gets: the error JSON of contract 3.4, and the log's traceback.

Nothing here raises. To ask an exception for its message, its notes or its cause can run code of the function.
"""

import sys
import traceback
from collections.abc import Callable, Iterable
from types import FrameType
from typing import TypedDict

_FUNCTION_FOLDER = "/function/"
_OUR_FOLDER = "/function/runtime/pythonless/"
_PATH_STEPS_SHOWN = 20


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
        "stackTrace": _guarded(_stack_trace, error) or [],
        "traceback": _guarded(_full_traceback, error) or f"{type_name(error)}: {_message(error)}",
        "hint": hint,
    }


def code_of(error: BaseException) -> str:
    """Which code of the catalogue an exception raised by the handler has."""
    # The words of asyncio's Task, which has no class for it.
    is_foreign = type(error) is RuntimeError and _message(error).startswith("Task got bad yield")
    return "FOREIGN_AWAITABLE" if is_foreign else "HANDLER_RAISED"


def hint_of(error: BaseException) -> str | None:
    """What to do about an exception of Python's own, where its words do not say."""
    missing = error.name if type(error) is ModuleNotFoundError else None
    if type(missing) is not str:
        return None
    package = missing.partition(".")[0]
    if package in sys.stdlib_module_names:
        return None
    where = "put it into the source (pip install --target) or name its wheel in the option wheels"
    return f"If {package} is a package, {where}."


def path_of(error: Exception) -> str:
    """Where in the result the value stood that json could not encode, told by json's own notes."""
    steps = _guarded(_json_steps, error) or []
    rest = "…" if len(steps) > _PATH_STEPS_SHOWN else ""
    return "result" + "".join(f"[{step}]" for step in steps[:_PATH_STEPS_SHOWN]) + rest


# Of `type` itself: a metaclass can have its own idea of `__name__`.
_class_name: Callable[[type], str] = type.__dict__["__name__"].__get__


def type_name(value: object) -> str:
    """The name of a value's class."""
    return _class_name(type(value))


def _guarded[Told](tell: Callable[[BaseException], Told], error: BaseException) -> Told | None:
    try:
        return tell(error)
    except BaseException:
        return None


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException as reason:
        return f"<str() of the exception raised {type_name(reason)}>"


def _json_steps(error: BaseException) -> list[str]:
    """Out of notes like "when serializing dict item 'key'", of which the innermost comes first."""
    told = [note.partition(" item ") for note in reversed(error.__notes__)]
    # A key may hold " item " too: the first one counts.
    return [step for head, item, step in told if item and head.startswith("when serializing ")]


def frame_texts(frames: Iterable[tuple[FrameType, int]]) -> list[str]:
    """A stack in the form of `stackTrace`, without Python's own modules.

    What is not shown is left out first: to read the lines of a file takes milliseconds, and a call that is
    being stopped has few.
    """
    shown = [told for told in frames if _is_of_the_function(told[0].f_code.co_filename)]
    return [_frame_text(frame) for frame in traceback.StackSummary.extract(shown)]


def _is_of_the_function(filename: str) -> bool:
    return filename.startswith(_FUNCTION_FOLDER) and not filename.startswith(_OUR_FOLDER)


def _stack_trace(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [_frame_text(frame) for frame in frames if _is_shown(frame)]


def _frame_text(frame: traceback.FrameSummary) -> str:
    """One frame in the form of `traceback`, without the caret line (ruling 17)."""
    head = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
    return head + (f"    {frame.line}\n" if frame.line else "")


def _full_traceback(error: BaseException) -> str:
    """The traceback as Python prints it, causes and notes included, our own frames cut."""
    told = traceback.TracebackException.from_exception(error)
    _cut_our_frames(told)
    return "".join(told.format()).rstrip("\n")


def _cut_our_frames(told: traceback.TracebackException) -> None:
    # A list and not a recursion: a chain of contexts grows with every retry that failed.
    waiting = [told]
    while waiting:
        part = waiting.pop()
        part.stack[:] = filter(_is_shown, part.stack)
        linked = (part.__cause__, part.__context__, *(part.exceptions or ()))
        waiting.extend(other for other in linked if other is not None)


def _is_shown(frame: traceback.FrameSummary) -> bool:
    return not frame.filename.startswith(_OUR_FOLDER)
