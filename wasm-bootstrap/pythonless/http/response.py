"""Writes the HTTP/1.1 that a client reads from a socket."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

from pythonless.http.request import Head

#: About the connection between the host and the server, not about this one.
_DROPPED = frozenset({"transfer-encoding", "keep-alive"})


class ResponseWriter:
    """Bytes that wait to be read."""

    def __init__(self) -> None:
        self._pieces: deque[memoryview] = deque()
        self._is_chunked = False

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def write(self, *pieces: bytes) -> None:
        """Something that is not about a body."""
        self._pieces.extend(map(memoryview, pieces))

    def begin(self, request: Head, head: Mapping[str, Any]) -> bool:
        """Writes status and headers. Whether a body follows."""
        headers = [(name, value) for name, value in head["headers"] if name.lower() not in _DROPPED]
        has_body = request.method != "HEAD" and head["status"] not in (204, 304)
        has_length = any(name.lower() == "content-length" for name, _ in headers)
        self._is_chunked = has_body and not has_length and request.version == "HTTP/1.1"
        if self._is_chunked:
            headers.append(("transfer-encoding", "chunked"))
        lines = [
            f"HTTP/1.1 {head['status']} {head['reason']}",
            *(f"{name}: {value}" for name, value in headers),
        ]
        self.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace"))
        return has_body

    def go_on(self, piece: bytes) -> None:
        """Writes a piece of the body."""
        if self._is_chunked:
            self.write(b"%x\r\n" % len(piece), piece, b"\r\n")
        else:
            self.write(piece)

    def end(self) -> None:
        """The body was whole."""
        if self._is_chunked:
            self.write(b"0\r\n\r\n")

    def read_into(self, target: memoryview) -> int:
        """Reads the bytes that are there, as far as they fit. Returns how many."""
        count = 0
        while self._pieces and count < len(target):
            piece = self._pieces.popleft()
            taken = piece[: len(target) - count]
            target[count : count + len(taken)] = taken
            count += len(taken)
            if len(taken) < len(piece):
                self._pieces.appendleft(piece[len(taken) :])
        return count
