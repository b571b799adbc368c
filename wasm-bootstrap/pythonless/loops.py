"""Event loops as a function finds them in the service (contract 1.4, rulings 20 and 22).

A coroutine handler runs on Pyodide's loop, one for the whole life of the instance. A sync handler finds no
loop running, and may make one of its own: Pyodide's cannot be waited for from sync code without stack
switching, so `asyncio.run()` there gets a loop that sleeps.
"""

import asyncio
import asyncio.events
import asyncio.runners
import time
from asyncio import _get_running_loop, _set_running_loop
from typing import Any

from pythonless import own

__builtins__ = own.BUILTINS


class _Clock:
    """In place of a selector: nothing to select from, so waiting is sleeping."""

    def select(self, timeout: float | None) -> list[Any]:
        if timeout is None:
            raise RuntimeError(
                "The event loop waits for something that cannot come:"
                " sockets, threads and signals do not exist here."
            )
        if timeout > 0:
            time.sleep(timeout)
        return []


class SleepingLoop(asyncio.BaseEventLoop):
    """A loop for timers, tasks, futures and queues, which blocks its caller while it runs."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Clock()

    def _process_events(self, _: list[Any]) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """Nobody is asleep who could be woken: there is one thread."""


class _Policy(asyncio.events._BaseDefaultEventLoopPolicy):  # pyright: ignore[reportPrivateUsage]
    """CPython's own: `get_event_loop()` raises where no loop was set."""

    _loop_factory = SleepingLoop


def set_up() -> None:
    """Takes back what Pyodide replaced: its policy always has a loop, its `run` switches stacks."""
    asyncio.events._set_event_loop_policy(_Policy())  # pyright: ignore[reportPrivateUsage]
    asyncio.run = asyncio.runners.run
    # CPython's begins with a pair of sockets. Programs name it: `loop_factory=asyncio.EventLoop`.
    asyncio.EventLoop = SleepingLoop


class NoneRunning:
    """For the import of the function's code and for sync handlers: Pyodide's loop always says that it runs.

    A class, because `@contextmanager` costs 5 µs more in each call.
    """

    def __enter__(self) -> None:
        self._loop = _get_running_loop()
        _set_running_loop(None)

    def __exit__(self, *_: object) -> None:
        _set_running_loop(self._loop)
