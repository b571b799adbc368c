"""Blocks until the host has replied.

The thread does, on shared memory. Where none is shared, Python alone does, by switching stacks, while the
thread goes on and takes the reply as a message.
"""

from __future__ import annotations

import errno
import time
from typing import TYPE_CHECKING

from pyodide.ffi import can_run_sync, run_sync

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from pythonless._host import Host, JavaScriptBytes

_IMPOSSIBLE = (
    "A request that waits needs memory that is shared with the page, for this browser cannot switch stacks:"
    " serve it with the headers Cross-Origin-Opener-Policy: same-origin and"
    " Cross-Origin-Embedder-Policy: require-corp, or await pyodide.http.pyfetch() instead."
)


class Blocking:
    """The ways to block that a host offers."""

    def __init__(self, host: Host, standing_still: Callable[[], AbstractContextManager[None]]) -> None:
        # Looked up once: each look at a JavaScript object makes a new method, which costs more than its call.
        self._take = host.take
        self._reply = host.reply
        self._standing_still = standing_still
        #: Whether replies for which one blocks come through shared memory.
        self.is_shared = host.take is not None

    def require(self) -> None:
        """Raises OSError where it is not possible."""
        if not (self.is_shared or self._can_switch()):
            raise OSError(errno.ENOTSUP, _IMPOSSIBLE)

    def take(self, timeout_ms: float) -> JavaScriptBytes | None:
        """Blocks until there is a reply, the time is over, or the call is to be interrupted."""
        if self._take is not None:
            return self._take(timeout_ms)
        self.require()
        return self._switch(timeout_ms)

    def pause(self, timeout_ms: float) -> JavaScriptBytes | None:
        """Blocks for so long, where memory is not shared, or until there is a reply."""
        if self._can_switch():
            return self._switch(timeout_ms)
        # In code that JavaScript called by itself, such as a signal handler: no stack can be switched.
        end = time.monotonic() + timeout_ms / 1000
        while time.monotonic() < end:
            pass
        return None

    def _can_switch(self) -> bool:
        return self._reply is not None and can_run_sync()

    def _switch(self, timeout_ms: float) -> JavaScriptBytes | None:
        assert self._reply is not None
        with self._standing_still():
            return run_sync(self._reply(timeout_ms))
