"""`select` and `poll` for sockets that have no descriptor of their own."""

from __future__ import annotations

import select
from typing import Any

from pythonless.http.sockets import HttpSocket, open_sockets


class _Host:
    """The functions that were there before."""

    select: Any = None


def set_up() -> None:
    """After `waiting.set_up`, whose `select` waits for the rest."""
    if select.select is not _select:
        _Host.select = select.select
    select.select = _select
    select.poll = Poll


def _select(
    rlist: Any, wlist: Any, xlist: Any, timeout: float | None = None, /
) -> tuple[list[Any], list[Any], list[Any]]:
    readers, writers = list(rlist), list(wlist)
    readable = [thing for thing in readers if (sock := _socket_of(thing)) and sock.is_readable()]
    writable = [thing for thing in writers if _socket_of(thing)]
    if readable or writable:
        return readable, writable, []
    # Nothing comes into a socket of ours while one waits: it is asked for.
    others = [
        [thing for thing in things if not _socket_of(thing)] for things in (readers, writers, list(xlist))
    ]
    return _Host.select(*others, timeout)


def _socket_of(thing: Any) -> HttpSocket | None:
    if isinstance(thing, HttpSocket):
        return thing
    number = thing if isinstance(thing, int) else thing.fileno() if hasattr(thing, "fileno") else -1
    return open_sockets.get(number)


class Poll:
    """In place of `select.poll()`, by means of `select.select`."""

    def __init__(self) -> None:
        self._masks: dict[Any, int] = {}

    def register(self, fd: Any, eventmask: int = select.POLLIN | select.POLLPRI | select.POLLOUT, /) -> None:
        self._masks[fd] = eventmask

    def modify(self, fd: Any, eventmask: int, /) -> None:
        if fd not in self._masks:
            raise FileNotFoundError(fd)
        self._masks[fd] = eventmask

    def unregister(self, fd: Any, /) -> None:
        del self._masks[fd]

    def poll(self, timeout: float | None = None, /) -> list[tuple[int, int]]:
        timeout_s = None if timeout is None or timeout < 0 else timeout / 1000
        readers = [fd for fd, mask in self._masks.items() if mask & select.POLLIN]
        writers = [fd for fd, mask in self._masks.items() if mask & select.POLLOUT]
        readable, writable, _ = select.select(readers, writers, [], timeout_s)
        events = dict.fromkeys(readable, select.POLLIN)
        for fd in writable:
            events[fd] = events.get(fd, 0) | select.POLLOUT
        return [(fd if isinstance(fd, int) else fd.fileno(), event) for fd, event in events.items()]
