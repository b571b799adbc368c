"""Outbound HTTP: the steps that Python sends to the host, and the wait for each reply.

The host's side is src/outbound/outbound.ts. A step is awaited on the event loop of the instance, or
it blocks.
"""

from __future__ import annotations

import asyncio
import errno
import itertools
import json
import math
import time
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from pyodide.ffi import to_js
from pyodide.webloop import WebLoop

from pythonless import pristine
from pythonless.http.blocking import Blocking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from pythonless._host import Emit, Host, JavaScriptBytes

# Replies come from outside, whatever the function did by then.
__builtins__ = pristine.BUILTINS

#: The longest single wait; a longer wait is several.
_SLICE_S = 3600.0

_NO_HOST = "A function's code is imported for a snapshot: nothing can be reached."

# Bound now, before the function can put its own names into the json module.
_encode = json.JSONEncoder().encode
_decode = json.JSONDecoder().decode


class Reply(NamedTuple):
    """The host's reply to a step: `StepReply` of src/wire/protocol.ts."""

    kind: str
    head: Mapping[str, Any]
    bytes: bytes

    @property
    def is_last(self) -> bool:
        """Whether the exchange has ended with it."""
        return self.kind == "failure" or self.head.get("isLast", False)


class _Host:
    """The host, as far as it is asked here."""

    def __init__(
        self, host: Host, emit: Emit, standing_still: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self.emit = emit
        self.blocking = Blocking(host, standing_still)


class _Line:
    """The connection of this interpreter with the host."""

    host: _Host | None = None
    #: Whether something was to be reached while there was no host.
    was_missed = False
    #: By the id of the step: the receiver of its reply.
    waiting: ClassVar[dict[int, Callable[[Reply], object]]] = {}
    #: The ids of the steps that block, abandoned ones included.
    pending: ClassVar[set[int]] = set()


_ids = itertools.count(1)


def connect(
    host: Host, emit: Emit, standing_still: Callable[[], AbstractContextManager[None]] = nullcontext
) -> None:
    """From now on there is a host to ask. `emit` is the host's, read once.

    In the context `standing_still` no other code of Python runs.
    """
    _Line.host = _Host(host, emit, standing_still)


def was_missed() -> bool:
    """Whether a host was needed that was not there."""
    return _Line.was_missed


def new_exchange() -> int:
    """The id of an exchange to be opened."""
    return next(_ids)


class Question:
    """A step that blocks. Its reply may be waited for more than once."""

    def __init__(self, step: Mapping[str, Any], data: bytes = b"") -> None:
        self._replies: list[Reply] = []
        _post(step, data, self._replies.append, is_blocking=True)

    def wait(self, deadline: float | None) -> Reply:
        """Blocks until the reply is there.

        Raises TimeoutError at `deadline`, in the seconds of `time.monotonic()`.
        """
        while not self._replies:
            left_s = None if deadline is None else deadline - time.monotonic()
            if left_s is not None and left_s <= 0:
                raise TimeoutError("timed out")
            wait_for_reply(left_s)
        return self._replies[0]


async def ask(step: Mapping[str, Any], data: bytes = b"") -> Reply:
    """Awaits the reply to a step."""
    loop = asyncio.get_running_loop()
    reply: asyncio.Future[Reply] = loop.create_future()
    # Any other loop than the instance's blocks the thread while it runs.
    is_blocking = not isinstance(loop, WebLoop)
    step_id = _post(step, data, partial(_settle, reply), is_blocking=is_blocking)
    try:
        return await reply
    finally:
        _Line.waiting.pop(step_id, None)


def close(exchange_id: int) -> None:
    """Ends an exchange. There is no reply."""
    if _Line.host is not None:
        _emit_step(_Line.host, {"kind": "close", "exchangeId": exchange_id}, 0, b"", is_blocking=False)


def is_awaited() -> bool:
    """Whether replies are to come for which the thread has to wait."""
    return len(_Line.pending) > 0


def wait_for_reply(timeout_s: float | None) -> None:
    """Blocks until the next reply was handed to its receiver, or the time is over.

    Returns early when the call is to be interrupted.
    """
    host = _reached()
    timeout_ms = math.ceil(min(timeout_s if timeout_s is not None else _SLICE_S, _SLICE_S) * 1000)
    frame = host.blocking.take(timeout_ms)
    if frame is None:
        return
    receive(frame)
    if host.blocking.is_shared and _Line.pending:
        host.emit("received", "", None)


def pause(milliseconds: float) -> None:
    """Sleeps where memory is not shared, or for a shorter time if a reply comes, which is handed on."""
    frame = _reached().blocking.pause(milliseconds)
    if frame is not None:
        receive(frame)


def receive(frame: JavaScriptBytes) -> None:
    """Hands a reply to its receiver."""
    line, _, content = frame.to_bytes().partition(b"\n")
    head = _decode(line.decode())
    _Line.pending.discard(head["stepId"])
    on_reply = _Line.waiting.pop(head["stepId"], None)
    if on_reply is not None:
        on_reply(Reply(head["kind"], head, content))


def _settle(reply: asyncio.Future[Reply], value: Reply) -> None:
    if not reply.done():
        reply.set_result(value)


def _post(
    step: Mapping[str, Any], data: bytes, on_reply: Callable[[Reply], object], *, is_blocking: bool
) -> int:
    host = _reached()
    step_id = next(_ids)
    if is_blocking:
        # Fails before anything is sent.
        host.blocking.require()
        _Line.pending.add(step_id)
    _Line.waiting[step_id] = on_reply
    # Without shared memory each reply is a message.
    _emit_step(host, step, step_id, data, is_blocking=is_blocking and host.blocking.is_shared)
    return step_id


def _reached() -> _Host:
    if _Line.host is None:
        _Line.was_missed = True
        raise ConnectionRefusedError(errno.ECONNREFUSED, _NO_HOST)
    return _Line.host


def _emit_step(host: _Host, step: Mapping[str, Any], step_id: int, data: bytes, *, is_blocking: bool) -> None:
    details = _encode({"stepId": step_id, "isBlocking": is_blocking, "step": step})
    host.emit("step", details, to_js(data) if data else None)
