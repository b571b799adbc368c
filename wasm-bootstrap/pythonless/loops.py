"""Event loops as a function finds them in the service (contract 1.4, rulings 20 and 22).

A coroutine handler runs on Pyodide's loop, one for the whole life of the instance. A sync handler finds no
loop running, and may make one of its own: Pyodide's cannot be waited for from sync code without stack
switching, so `asyncio.run()` there gets a loop that sleeps.
"""

import asyncio
import asyncio.events
import asyncio.runners
import time
from collections.abc import Callable, Coroutine, Sized
from typing import TYPE_CHECKING, Any

from pythonless import outbound, own

__builtins__ = own.BUILTINS


class _Clock:
    """In place of a selector: replies of the host may come, else waiting is sleeping."""

    def select(self, timeout: float | None) -> list[Any]:
        if outbound.is_awaited():
            outbound.wait_for_letter(timeout)
            return []
        if timeout is None:
            raise RuntimeError(
                "The event loop waits for something that cannot come: threads and signals do not exist here."
            )
        if timeout > 0:
            time.sleep(timeout)
        return []


class SleepingLoop(asyncio.BaseEventLoop):
    """A loop for timers, tasks, futures and queues, which blocks its caller while it runs."""

    if TYPE_CHECKING:
        # CPython's own, of which its type stubs say nothing.
        _ready: Sized
        _asyncgens: Sized

        def _run_forever_setup(self) -> None: ...
        def _run_forever_cleanup(self) -> None: ...

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Clock()
        #: What stopped the call while it ran. The task in which it was raised may have kept it to itself.
        self.stopped: BaseException | None = None

    def run_in_one_go[Value](self, main: Coroutine[Any, Any, Value]) -> Value:
        """As `run_until_complete`, for a loop with nothing to do yet: most coroutines need no turn of it."""
        self._run_forever_setup()
        try:
            task = asyncio.Task(main, loop=self, eager_start=True)
            if task.done():
                # What it has scheduled gets the turn that it gets in CPython.
                if self._ready:
                    self._run_once()
                return task.result()
        finally:
            self.stopped = None
            self._run_forever_cleanup()
        return self.run_until_complete(task)

    def has_generators(self) -> bool:
        """Whether an asynchronous generator waits to be closed."""
        return len(self._asyncgens) > 0

    def run_forever(self) -> None:
        try:
            super().run_forever()
        finally:
            self.stopped = None

    def _run_once(self) -> None:
        super()._run_once()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        if self.stopped is not None:
            raise self.stopped

    def _process_events(self, _: list[Any]) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """Nobody is asleep who could be woken: there is one thread."""


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


def run[Value](
    main: Coroutine[Any, Any, Value],
    *,
    debug: bool | None = None,
    loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None,
) -> Value:
    """In place of `asyncio.run`, which takes three turns of a loop and listens to a signal that cannot come.

    It does the same in less than half of the time.
    """
    if (
        debug is not None
        or loop_factory is not None
        or not asyncio.iscoroutine(main)
        or asyncio._get_running_loop() is not None
    ):
        return asyncio.runners.run(main, debug=debug, loop_factory=loop_factory)
    loop = SleepingLoop()
    try:
        asyncio.set_event_loop(loop)
        return loop.run_in_one_go(main)
    finally:
        _wind_up(loop)


def _wind_up(loop: SleepingLoop) -> None:
    """As the end of `asyncio.Runner`: nothing of what ran is left."""
    try:
        asyncio.runners._cancel_all_tasks(loop)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        if loop.has_generators():
            loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        asyncio.set_event_loop(None)
        loop.close()


def set_up() -> None:
    """Takes back what Pyodide replaced: its policy always has a loop, its `run` switches stacks."""
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
