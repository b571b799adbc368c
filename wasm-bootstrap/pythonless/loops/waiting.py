"""Makes blocking calls wait without using the processor, and wake up when the call is stopped.

WebAssembly has no sleep: Python spins until the time is over. Here the thread waits on memory shared with
the host, which wakes it to interrupt it. Where no memory is shared, Python's own functions do the work.
"""

from __future__ import annotations

import _thread
import math
import queue
import select
import signal
import threading
import time
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from pythonless._host import Wait

#: An hour: a longer wait is several.
_SLICE_S = 3600.0
#: Beyond it, Python's own function raises its error.
_LONGEST_S = 9e9

_plain_sleep = time.sleep
_plain_select = select.select
_new_lock = _thread.allocate_lock


class _Host:
    wait: Wait | None = None
    # Not a name of this module: libraries that freeze time (freezegun) would find it there, and replace it.
    now = staticmethod(time.monotonic)


def connect(wait: Wait | None) -> None:
    """From now on the host can be waited for; without `wait` everything spins as ever."""
    _Host.wait = wait


def set_up() -> None:
    """Takes the place of the functions that spin, before the function's code can take hold of them."""
    time.sleep = sleep
    select.select = _select
    signal.pause = _sleep_for_ever
    threading.Lock = WaitingLock
    threading._allocate_lock = WaitingLock  # pyright: ignore[reportAttributeAccessIssue]
    # CPython's is written in C and waits there.
    queue.SimpleQueue = queue._PySimpleQueue  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


def sleep(seconds: float, /) -> None:
    """In place of `time.sleep`, whose errors it keeps."""
    wait = _Host.wait
    if wait is None or not 0 < seconds < _LONGEST_S:
        _plain_sleep(seconds)
        return
    now = _Host.now
    end = now() + seconds
    while (left := end - now()) > 0:
        wait(math.ceil(min(left, _SLICE_S) * 1000))


class WaitingLock:
    """In place of `threading.Lock`. It cannot be released while the only thread waits for it."""

    __slots__ = ("__weakref__", "_lock")

    def __init__(self) -> None:
        self._lock = _new_lock()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """As `threading.Lock.acquire`, whose errors it keeps."""
        waits = blocking and (timeout == -1 or 0 < timeout < _LONGEST_S)
        if not waits:
            return self._lock.acquire(blocking, timeout)
        if self._lock.acquire(False):
            return True
        if timeout == -1:
            _sleep_for_ever()
        sleep(timeout)
        return self._lock.acquire(False)

    def release(self) -> None:
        """As `threading.Lock.release`."""
        self._lock.release()

    def locked(self) -> bool:
        """As `threading.Lock.locked`."""
        return self._lock.locked()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def _at_fork_reinit(self) -> None:
        self._lock = _new_lock()

    def __repr__(self) -> str:
        return f"<{'locked' if self.locked() else 'unlocked'} _thread.lock object at {id(self):#x}>"


def _select(
    rlist: Any, wlist: Any, xlist: Any, timeout: float | None = None, /
) -> tuple[list[Any], list[Any], list[Any]]:
    """In place of `select.select`, which looks at the files once and says that the time is over."""
    ready = _plain_select(rlist, wlist, xlist, 0)
    if any(ready) or timeout == 0:
        return ready
    if timeout is not None and timeout < 0:
        return _plain_select(rlist, wlist, xlist, timeout)
    if timeout is None:
        _sleep_for_ever()
    sleep(timeout)
    return _plain_select(rlist, wlist, xlist, 0)


def _sleep_for_ever() -> NoReturn:
    """Nothing but the end of the call can come: there is no other thread, and no signal from outside."""
    while True:
        sleep(_SLICE_S)
