"""Event loops as the function finds them in the service (contract 1.4, rulings 20 and 22).

A coroutine handler runs on Pyodide's loop, one for the whole life of the instance. A sync handler finds no
loop running, and may make one of its own: Pyodide's cannot be waited for from sync code without stack
switching, so `asyncio.run()` there gets a loop that sleeps.
"""

import asyncio
import asyncio.events
import asyncio.runners
from collections.abc import Callable, Coroutine
from sys import getrefcount
from typing import Any, ClassVar
from weakref import getweakrefcount

from pythonless import pristine
from pythonless.loops.sleeping_loop import SleepingLoop

__builtins__ = pristine.BUILTINS


class _Policy(asyncio.events._BaseDefaultEventLoopPolicy):  # pyright: ignore[reportPrivateUsage]
    """CPython's own: `get_event_loop()` raises where no loop was set."""

    _loop_factory = SleepingLoop

    def get_event_loop(self) -> asyncio.AbstractEventLoop:
        try:
            return super().get_event_loop()
        except RuntimeError as error:
            raise RuntimeError(
                f"{error} In a sync handler no loop runs: use asyncio.run(main()), or"
                " loop = asyncio.new_event_loop() and asyncio.set_event_loop(loop)."
            ) from None


class _Last:
    """The loop of the last `asyncio.run`, closed. Making and discarding one takes half of a run's time."""

    loop: SleepingLoop | None = None
    #: Its attributes when it is unchanged.
    state: ClassVar[dict[str, Any]]

    @classmethod
    def take(cls) -> SleepingLoop:
        """Gives it if it cannot be distinguished from a new one, else a new one."""
        loop = cls.loop if cls._is_as_new() else None
        if loop is None:
            loop = cls.loop = SleepingLoop()
            loop.close()
            cls.state = vars(loop).copy()
        loop.reopen()
        return loop

    @classmethod
    def _is_as_new(cls) -> bool:
        """Whether there is no other reference to it, and nothing of the function in it."""
        # One reference is that of this class, the other is on its way to be counted.
        return getrefcount(cls.loop) == 2 and not getweakrefcount(cls.loop) and vars(cls.loop) == cls.state


def run[Value](
    main: Coroutine[Any, Any, Value],
    *,
    debug: bool | None = None,
    loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None,
) -> Value:
    """In place of `asyncio.run`, which takes three turns of a loop and listens to a signal that cannot come.

    It does the same in a quarter of the time.
    """
    if (
        debug is not None
        or loop_factory is not None
        or not asyncio.iscoroutine(main)
        or asyncio._get_running_loop() is not None
    ):
        return asyncio.runners.run(main, debug=debug, loop_factory=loop_factory)
    loop = _Last.take()
    try:
        asyncio.set_event_loop(loop)
        return loop.run_in_one_go(main)
    finally:
        _wind_up(loop)


def _wind_up(loop: SleepingLoop) -> None:
    """As the end of `asyncio.Runner`: all that ran is gone."""
    try:
        asyncio.runners._cancel_all_tasks(loop)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        if loop.has_generators():
            loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        asyncio.set_event_loop(None)
        loop.close()


def set_up() -> None:
    """Undoes Pyodide's replacements: its policy always has a loop, its `run` switches stacks."""
    asyncio.events._set_event_loop_policy(_Policy())  # pyright: ignore[reportPrivateUsage]
    asyncio.run = run
    # CPython's begins with a pair of sockets. Programs name it: `loop_factory=asyncio.EventLoop`.
    asyncio.EventLoop = SleepingLoop
    asyncio.SelectorEventLoop = SleepingLoop


def stop(error: BaseException) -> None:
    """Ends the loop that runs, if one does: `error` is about to be raised somewhere above it."""
    loop = asyncio._get_running_loop()
    if isinstance(loop, SleepingLoop):
        loop.stopped = error


class NoneRunning:
    """For the import of the function's code and for sync handlers: Pyodide's loop always says that it runs.

    A class, because `@contextmanager` costs 5 µs more in each call.
    """

    def __enter__(self) -> None:
        self._loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)

    def __exit__(self, *_: object) -> None:
        asyncio._set_running_loop(self._loop)
