"""The module `pyodide.http` on top of the option fetch. Awaiting it never blocks the thread.

Pyodide's own looks for objects of JavaScript, which a function is not given.
"""

from __future__ import annotations

import asyncio
import builtins
import io
import json
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable, Mapping
from pathlib import Path
from typing import IO, Any

import pyodide

from pythonless.http import outbound, socket_errors
from pythonless.http.outbound import Reply


class HttpStatusError(OSError):
    """Raised by `FetchResponse.raise_for_status`."""

    def __init__(self, status: int, status_text: str, url: str) -> None:
        self.status = status
        self.status_text = status_text
        self.url = url
        whose = "Client" if status < 500 else "Server"
        super().__init__(f"{status} {whose} Error: {status_text} for url: {url}")


class BodyUsedError(OSError):
    """Raised by a response whose body was read already."""

    def __init__(self, *_: Any) -> None:
        super().__init__("Response body is already used")


class AbortError(OSError):
    """To be caught by programs that know Pyodide's own. The exceptions raised here say more."""


class _Body:
    """The body of a response, which its clones share."""

    def __init__(self, exchange_id: int, begun: Reply) -> None:
        self._exchange_id = exchange_id
        #: The head, with which a first piece may have come.
        self._begun = begun
        self._lock = asyncio.Lock()
        self._content: builtins.bytes | None = None

    async def pieces(self) -> AsyncIterator[builtins.bytes]:
        step = {"kind": "read", "exchangeId": self._exchange_id}
        reply = self._begun
        while reply.kind != "failure":
            yield reply.bytes
            if reply.is_last:
                return
            reply = await outbound.ask(step)
        raise socket_errors.error_of(reply)

    async def read(self) -> builtins.bytes:
        async with self._lock:
            if self._content is None:
                self._content = b"".join([piece async for piece in self.pieces()])
        return self._content

    def close(self) -> None:
        outbound.close(self._exchange_id)


class FetchResponse:
    """As `pyodide.http.FetchResponse`, without the objects of JavaScript in it."""

    def __init__(self, body: _Body, url: str, head: Mapping[str, Any]) -> None:
        self._body = body
        self._head = head
        self._url: str = head["url"] or url
        self.body_used = False

    @property
    def headers(self) -> dict[str, str]:
        """By name in lower case; repeated ones joined by commas."""
        joined: dict[str, str] = {}
        for name, value in self._head["headers"]:
            joined[name] = f"{joined[name]}, {value}" if name in joined else value
        return joined

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def redirected(self) -> bool:
        return self._head["isRedirected"]

    @property
    def status(self) -> int:
        return self._head["status"]

    @property
    def status_text(self) -> str:
        return self._head["reason"]

    @property
    def type(self) -> str:
        return "basic"

    @property
    def url(self) -> str:
        return self._url

    def raise_for_status(self) -> None:
        """Raises HttpStatusError for 4xx and 5xx."""
        if 400 <= self.status < 600:
            raise HttpStatusError(self.status, self.status_text, self.url)

    def clone(self) -> FetchResponse:
        """The body is read once for both."""
        if self.body_used:
            raise BodyUsedError
        return FetchResponse(self._body, self._url, self._head)

    async def bytes(self) -> builtins.bytes:
        return await self._read()

    async def buffer(self) -> builtins.memoryview:
        """Of Python's memory: there is no ArrayBuffer in reach."""
        return builtins.memoryview(await self._read())

    async def memoryview(self) -> builtins.memoryview:
        return await self.buffer()

    async def text(self) -> str:
        return (await self._read()).decode("utf-8-sig", "replace")

    async def string(self) -> str:
        return await self.text()

    async def json(self, **kwargs: Any) -> Any:
        return json.loads(await self.text(), **kwargs)

    async def unpack_archive(self, *, extract_dir: str | None = None, **options: str | None) -> None:
        """Unpacks the body, an archive of a kind that `shutil` knows."""
        name = self._url.rsplit("/", 1)[-1] or "archive"
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder) / name
            archive.write_bytes(await self._read())
            shutil.unpack_archive(archive, extract_dir, options.get("format"))

    def abort(self, _reason: Any = None) -> None:
        """Gives up the rest of the response."""
        self._body.close()

    async def _into_file(self, f: IO[builtins.bytes]) -> None:
        f.write(await self._read())

    async def _create_file(self, path: str) -> None:
        with Path(path).open("xb") as file:
            await self._into_file(file)

    async def _read(self) -> builtins.bytes:
        if self.body_used:
            raise BodyUsedError
        self.body_used = True
        return await self._body.read()


async def pyfetch(request: str, /, **options: Any) -> FetchResponse:
    """As `pyodide.http.pyfetch`: `method`, `headers`, `body` and `redirect` of fetch's options count here.

    Raises OSError (ConnectionError, TimeoutError and the like) where Pyodide's own raises AbortError.
    """
    content = _content_of(options.get("body"))
    exchange_id = outbound.new_exchange()
    step = {
        "kind": "open",
        "exchangeId": exchange_id,
        "method": str(options.get("method", "GET")).upper(),
        "url": request,
        "headers": _pairs_of(options.get("headers") or {}),
        "redirect": "manual" if options.get("redirect") == "manual" else "follow",
        "body": "none" if content is None else "whole",
    }
    try:
        reply = await outbound.ask(step, content or b"")
    except BaseException:
        outbound.close(exchange_id)
        raise
    return _response(exchange_id, request, reply)


def open_url(url: str) -> io.StringIO:
    """As `pyodide.http.open_url`: blocks until the text of a URL is there."""
    # Late: few want it, and it takes its time.
    from urllib.request import urlopen

    with urlopen(url) as response:
        return io.StringIO(response.read().decode())


def set_up() -> None:
    """Takes the place of Pyodide's own."""
    module = sys.modules[__name__]
    sys.modules["pyodide.http"] = module
    pyodide.http = module


def _response(exchange_id: int, url: str, reply: Reply) -> FetchResponse:
    if reply.kind != "head":
        raise socket_errors.error_of(reply)
    return FetchResponse(_Body(exchange_id, reply), url, reply.head)


def _content_of(body: Any) -> bytes | None:
    if body is None:
        return None
    return body.encode() if isinstance(body, str) else bytes(body)


def _pairs_of(headers: Any) -> list[tuple[str, str]]:
    pairs: Iterable[tuple[Any, Any]] = headers.items() if hasattr(headers, "items") else headers
    return [(str(name), str(value)) for name, value in pairs]
