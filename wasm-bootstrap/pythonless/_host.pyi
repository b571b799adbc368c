"""What TypeScript injects: the other side of the door (src/worker/pyodide/host-for-python.ts)."""

from collections.abc import Awaitable, Callable
from typing import Protocol

type Wait = Callable[[float], None]
type Take = Callable[[float], JavaScriptBytes | None]
type NextReply = Callable[[float], Awaitable[JavaScriptBytes | None]]


class JavaScriptBytes(Protocol):
    def to_bytes(self) -> bytes: ...


class Host(Protocol):
    """Given to `door.open_for` once. Each method takes text."""

    def answer(self, kind: str, details: str, text: str) -> None:
        """Ends the call. Kinds: "result", "fault", "crash", "stopped". Text: the result as JSON, or empty."""

    def result(self, type_name: str, text: str) -> None:
        """The same as `answer` for a result of which there is no more to tell: nearly every one."""

    def stood(self, details: str) -> None:
        """Tells where the call stood when it was stopped."""

    def speak(self, request_id: str) -> None:
        """What is written from now on belongs to the call with this id."""

    def step(self, details: str, data: object) -> None:
        """A step of an outgoing exchange, as JSON; data: JavaScript bytes of the request's body, or None."""

    def taken(self) -> None:
        """A letter was taken, and another is to come."""

    @property
    def take(self) -> Take | None:
        """Blocks for so many milliseconds, until a letter or an interrupt comes. None where it cannot."""

    @property
    def reply(self) -> NextReply | None:
        """The next reply, or nothing after so many milliseconds. None where stacks are not switched."""

    @property
    def wait(self) -> Wait | None:
        """Blocks the thread for so many milliseconds, or until an interrupt is due. None where it cannot."""
