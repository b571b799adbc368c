"""Stops a call when its time is up, and signals an instance that it will end."""

import asyncio
import signal
import traceback
from collections.abc import Callable, Coroutine, Iterable
from types import FrameType
from typing import Any

from pythonless import exceptions_to_json, pristine

__builtins__ = pristine.BUILTINS

#: The signal by which the host interrupts a call: "CPU time limit exceeded". Few functions use it.
_INTERRUPT = signal.SIGXCPU

type Interrupt = Callable[[FrameType | None], None]


def set_up(interrupt: Interrupt) -> None:
    """Has `interrupt` called with the frame that runs when the host interrupts."""
    signal.signal(_INTERRUPT, lambda _number, frame: interrupt(frame))


def frames_of(coroutine: Coroutine[Any, Any, Any] | None) -> Iterable[tuple[FrameType, int]]:
    """Where a coroutine waits: its own frame first, then that of each coroutine it awaits."""
    waiting: Any = coroutine
    while (frame := getattr(waiting, "cr_frame", None)) is not None:
        yield frame, frame.f_lineno
        waiting = waiting.cr_await


def frames_above(frame: FrameType | None) -> Iterable[tuple[FrameType, int]]:
    """The stack that ends with a frame, from the outside in; then where the task waits that a loop runs."""
    for entry in reversed(list(traceback.walk_stack(frame))):
        yield entry
        if entry[0].f_code is _RUN and asyncio.current_task() is None:
            yield from frames_of(_coroutine_of(entry[0].f_locals.get("future")))


_RUN = asyncio.BaseEventLoop.run_until_complete.__code__


def _coroutine_of(future: object) -> Coroutine[Any, Any, Any] | None:
    return future.get_coro() if isinstance(future, asyncio.Task) else None


def where(frames: Iterable[tuple[FrameType, int]], by: str) -> dict[str, Any]:
    """Where the code of a call was, as it crosses to TypeScript."""
    return {"by": by, "stackTrace": exceptions_to_json.frame_texts(frames)}


def notify(variables: dict[str, str]) -> bool:
    """Tells the function that its instance ends (contract 7.7). Whether it listens."""
    if variables.get("X_YCF_NO_GRACEFUL_SHUTDOWN_SIGNAL") == "1":
        return False
    wants_interrupt = variables.get("X_YCF_GRACEFUL_SHUTDOWN_SIGNAL_SIGINT") == "1"
    number = signal.SIGINT if wants_interrupt else signal.SIGTERM
    listener = signal.getsignal(number)
    if not callable(listener) or listener is signal.default_int_handler:
        return False
    try:
        listener(number, None)
    except BaseException as error:
        traceback.print_exception(error)
    return True
