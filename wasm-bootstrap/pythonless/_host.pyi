"""What TypeScript injects: the other side of the door (src/worker/python.ts)."""

from typing import Protocol


class JavaScriptBytes(Protocol):
    def to_bytes(self) -> bytes: ...


class Host(Protocol):
    """Given to `door.open_for` once. Each method takes text."""

    def answer(self, kind: str, details: str, text: str) -> None:
        """Ends the call: kind is "result", "fault" or "crash"; text is the result as JSON, or empty."""
