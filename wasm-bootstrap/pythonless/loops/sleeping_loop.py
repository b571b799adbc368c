"""The event loop of `asyncio.run()` in a sync handler: it blocks the thread, and sleeps."""

import asyncio
import time
from collections.abc import Coroutine, Sized
from typing import TYPE_CHECKING, Any

from pythonless import pristine
from pythonless.http import outbound

__builtins__ = pristine.BUILTINS


class _Clock:
    """In place of a selector: replies of the host may come, else waiting is sleeping."""

    def select(self, timeout: float | None) -> list[Any]:
        if outbound.is_awaited():
            outbound.wait_for_reply(timeout)
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
        _closed: bool
        _executor_shutdown_called: bool

        def _run_forever_setup(self) -> None: ...
        def _run_forever_cleanup(self) -> None: ...

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Clock()
        #: The exception that stopped the call while the loop ran. The task that raised it may have kept it.
        self.stopped: BaseException | None = None

    def run_in_one_go[Value](self, main: Coroutine[Any, Any, Value]) -> Value:
        """As `run_until_complete`, for a loop with nothing to do yet: most coroutines need no turn of it."""
        self._run_forever_setup()
        try:
            task = asyncio.Task(main, loop=self, eager_start=True)
            if task.done():
                # Its scheduled callbacks get the turn that they get in CPython.
                if self._ready:
                    self._run_once()
                return task.result()
        finally:
            self.stopped = None
            self._run_forever_cleanup()
        return self.run_until_complete(task)

    def reopen(self) -> None:
        """Undoes `close`, which empties the queues."""
        self._closed = False
        self._executor_shutdown_called = False

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
        """Has nothing to wake: there is one thread."""
