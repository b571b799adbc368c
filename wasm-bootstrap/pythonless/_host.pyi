"""The objects that TypeScript injects: src/worker/pyodide/host-for-python.ts."""

from collections.abc import Awaitable, Callable
from typing import Protocol

type Wait = Callable[[float], None]
type Emit = Callable[[str, str, object], None]
type Take = Callable[[float], JavaScriptBytes | None]
type NextReply = Callable[[float], Awaitable[JavaScriptBytes | None]]


class JavaScriptBytes(Protocol):
    def to_bytes(self) -> bytes: ...


class Host(Protocol):
    """Given to `rpc.open_for` or `rpc.resume` once."""

    def emit(self, kind: str, json: str, payload: object) -> None:
        """A message to the host, or to the worker, which ends the call with the kinds of an outcome.

        `json` describes it, or is empty; `payload` is text, JavaScript bytes, or None.
        """

    def nanoseconds(self, of_access: int, of_change: int) -> None:
        """These come on top of the times in microseconds that are set on a file next."""

    @property
    def take(self) -> Take | None:
        """Blocks for so many milliseconds, until a reply or an interrupt comes. None where it cannot."""

    @property
    def reply(self) -> NextReply | None:
        """The next reply, or nothing after so many milliseconds. None where stacks are not switched."""

    @property
    def wait(self) -> Wait | None:
        """Blocks the thread for so many milliseconds, or until an interrupt is due. None where it cannot."""
