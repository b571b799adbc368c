"""Parses the HTTP/1.1 that a client writes to a socket."""

from __future__ import annotations

import errno
import re
from typing import NamedTuple

_REQUEST_LINE = re.compile(rb"([!-~]+) ([^ \r\n]+) (HTTP/1\.[01])")

NOT_HTTP = (
    "Sockets speak HTTP/1.1 only here: requests go through the option fetch of createFunction()."
    " Databases, queues and mail are out of reach of WebAssembly."
)


class Head(NamedTuple):
    """The first lines of a request."""

    method: str
    #: A path, or with proxies a whole URL, or a host and port for CONNECT.
    target: str
    version: str
    headers: list[tuple[str, str]]

    def value(self, name: str) -> str | None:
        """Of the last header of this name, in lower case."""
        return next((value for key, value in reversed(self.headers) if key.lower() == name), None)


class RequestReader:
    """Reads one request. Its input may be cut anywhere."""

    def __init__(self) -> None:
        self.head: Head | None = None
        self.is_complete = False
        self.is_chunked = False
        #: By its header; 0 when there is no body.
        self.body_bytes = 0
        self._written = bytearray()
        #: Of the body, or of the chunk that is being read.
        self._left = 0

    def feed(self, data: bytes) -> bytes:
        """Takes written bytes, and gives those that belong to the body."""
        self._written += data
        if self.head is None and not self._read_head():
            return b""
        return self._read_chunks() if self.is_chunked else self._read_body()

    def _read_head(self) -> bool:
        self._expect_http()
        text, end, rest = bytes(self._written).partition(b"\r\n\r\n")
        if not end:
            return False
        first, *lines = text.split(b"\r\n")
        method, target, version = first.decode("latin-1").split(" ")
        self.head = Head(method, target, version, _headers_of(lines))
        self._written = bytearray(rest)
        self.is_chunked = "chunked" in (self.head.value("transfer-encoding") or "").lower()
        self.body_bytes = int(self.head.value("content-length") or 0)
        self._left = 0 if self.is_chunked else self.body_bytes
        return True

    def _expect_http(self) -> None:
        first, end, _ = bytes(self._written).partition(b"\r\n")
        if not (_REQUEST_LINE.fullmatch(first) if end else first[:1].isalpha()):
            raise OSError(errno.EPROTONOSUPPORT, NOT_HTTP)

    def _read_body(self) -> bytes:
        piece = self._take()
        self.is_complete = self._left == 0
        return piece

    def _read_chunks(self) -> bytes:
        pieces: list[bytes] = []
        # The rest is still to be written, or is the end.
        while (self._left > 0 or self._read_size()) and (piece := self._take()):
            pieces.append(piece)
        return b"".join(pieces)

    def _take(self) -> bytes:
        piece = bytes(self._written[: self._left])
        del self._written[: self._left]
        self._left -= len(piece)
        return piece

    def _read_size(self) -> bool:
        """Whether the size of the next chunk was there; none is the end."""
        # The line end of the chunk before.
        line, end, rest = bytes(self._written.removeprefix(b"\r\n")).partition(b"\r\n")
        if not end:
            return False
        self._left = int(line.partition(b";")[0], 16)
        self._written = bytearray(rest)
        # Trailers are of no use to fetch.
        self.is_complete = self._left == 0
        return True


def _headers_of(lines: list[bytes]) -> list[tuple[str, str]]:
    pairs = [line.decode("latin-1").partition(":") for line in lines]
    return [(name.strip(), value.strip()) for name, _, value in pairs]
