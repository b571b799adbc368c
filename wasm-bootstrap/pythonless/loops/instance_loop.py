"""The event loop of an instance: Pyodide's, paused while no call runs (contract 7.2, ruling 20)."""

import asyncio
import contextvars
from asyncio import _get_running_loop, _set_running_loop
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from pyodide.webloop import WebLoop

from pythonless import pristine
from pythonless.logs import request_id

__builtins__ = pristine.BUILTINS


class InstanceLoop(WebLoop):
    """Runs the work of a call, and nothing between two calls: due callbacks are kept for the next."""

    def __init__(self) -> None:
        super().__init__()
        #: Called with the id of the call for which something is going to be written.
        self.set_speaker: Callable[[str], None]
        #: Called with the SystemExit or KeyboardInterrupt that a task or a callback raised.
        self.on_exit: Callable[[BaseException], None]
        #: Callbacks and timers that have not run yet.
        self.pending = 0
        #: Whether no call runs.
        self.is_frozen = True
        self._kept: list[asyncio.Handle] = []
        self._beside: WebLoop | None = None
        self._call_id = ""

    def thaw(self, call_id: str) -> None:
        """A call begins: leftover work goes on beside it."""
        if _get_running_loop() is None:
            # A trace function that raised kept an earlier call from putting it back.
            _set_running_loop(self)
        self._call_id = call_id
        self._go_on()

    def _go_on(self) -> None:
        self.is_frozen = False
        if self._kept:
            kept, self._kept = self._kept, []
            for handle in kept:
                super().call_later(0, self._run, handle)

    @contextmanager
    def standing_still(self) -> Generator[None]:
        """For code that blocks by switching stacks: nothing else runs, as if the thread were blocked."""
        running, was_frozen = _get_running_loop(), self.is_frozen
        self.freeze()
        try:
            # Pyodide needs a running loop to wait for a promise, and this one is frozen.
            self._beside = self._beside or WebLoop()
            _set_running_loop(self._beside)
            yield
        finally:
            _set_running_loop(running)
            if not was_frozen:
                self._go_on()

    def freeze(self) -> None:
        """The call has ended."""
        self.is_frozen = True

    def call_later(
        self,
        delay: float,
        callback: Callable[..., Any],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle:
        handle = asyncio.Handle(callback, args, self, context)
        super().call_later(delay, self._run, handle)
        self.pending += 1
        return handle

    def _run(self, handle: asyncio.Handle) -> None:
        if self.is_frozen:
            self._kept.append(handle)
            return
        self.pending -= 1
        if handle.cancelled():
            return
        starter = handle._context.get(request_id, "")
        try:
            if starter == self._call_id:
                handle._run()
            else:
                self._run_for(starter, handle)
        except (SystemExit, KeyboardInterrupt) as error:
            # Pyodide's loop would end with it, and the answer of the call would never come.
            self.on_exit(error)

    def _run_for(self, starter: str, handle: asyncio.Handle) -> None:
        """Work that an earlier call left behind: its lines are shown as those of that call."""
        self.set_speaker(starter)
        try:
            handle._run()
        finally:
            self.set_speaker(self._call_id)
