"""`socket.socket` for HTTP/1.1 only, on top of the host's fetch."""

from __future__ import annotations

import errno
import socket
import weakref
from typing import TYPE_CHECKING, Any, NoReturn

from pythonless.http.http_connection import Conversation

if TYPE_CHECKING:
    from collections.abc import Buffer

_PlainSocket = socket.socket
_plain_create_connection = socket.create_connection

#: By descriptor: for `select`, which may be given numbers.
open_sockets: weakref.WeakValueDictionary[int, HttpSocket] = weakref.WeakValueDictionary()

NO_SERVER = "Nothing can listen in WebAssembly: a function is called, and calls others by HTTP."
_NO_DATAGRAMS = (
    "Only HTTP is to be had here, through the option fetch of createFunction(): no UDP, no Unix sockets."
)


class HttpSocket(_PlainSocket):
    """A socket with only the host's fetch behind it. Connecting is free: whether it works shows in use."""

    _conversation: Conversation | None = None

    def connect(self, address: Any, /) -> None:
        if self.type != socket.SOCK_STREAM or self.family not in (socket.AF_INET, socket.AF_INET6):
            raise OSError(errno.ENETUNREACH, _NO_DATAGRAMS)
        host, port = address[:2]
        self._join(Conversation(str(host), int(port)))

    def connect_ex(self, address: Any, /) -> int:
        self.connect(address)
        return 0

    def send(self, data: Buffer, flags: int = 0, /) -> int:
        content = bytes(data)
        self.conversation.write(content, self.gettimeout())
        return len(content)

    def sendall(self, data: Buffer, flags: int = 0, /) -> None:
        self.send(data)

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        target = bytearray(bufsize)
        count = self.recv_into(target)
        return bytes(memoryview(target)[:count])

    def recv_into(self, buffer: Buffer, nbytes: int = 0, flags: int = 0) -> int:
        target = memoryview(buffer).cast("B")
        return self.conversation.read_into(target[: nbytes or len(target)], self.gettimeout())

    def is_readable(self) -> bool:
        """Whether `recv` would give something."""
        return self._conversation is not None and self._conversation.is_readable

    @property
    def conversation(self) -> Conversation:
        """With whom it is connected."""
        if self._conversation is None:
            raise OSError(errno.ENOTCONN, "The socket is not connected.")
        return self._conversation

    def shutdown(self, how: int, /) -> None:
        """HTTP ends by itself."""

    def getpeername(self) -> tuple[str, int]:
        return self.conversation.host, self.conversation.port

    def getsockname(self) -> tuple[str, int]:
        return "127.0.0.1", 0

    def setsockopt(self, *_: Any) -> None:
        """Has no effect here."""

    def getsockopt(self, *_: Any) -> Any:
        return 0

    def bind(self, address: Any, /) -> NoReturn:
        raise OSError(errno.EADDRNOTAVAIL, NO_SERVER)

    def listen(self, *_: Any) -> NoReturn:
        raise OSError(errno.EOPNOTSUPP, NO_SERVER)

    def accept(self) -> NoReturn:
        raise OSError(errno.EOPNOTSUPP, NO_SERVER)

    def sendto(self, *_: Any) -> NoReturn:
        raise OSError(errno.ENETUNREACH, _NO_DATAGRAMS)

    def recvfrom(self, *_: Any) -> NoReturn:
        raise OSError(errno.ENOTCONN, _NO_DATAGRAMS)

    def _join(self, conversation: Conversation) -> None:
        self._conversation = conversation
        open_sockets[self.fileno()] = self

    def _real_close(self, *_: Any) -> None:
        if self._conversation is not None:
            self._conversation.close()
        super()._real_close()  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]


def set_up() -> None:
    """Takes the place of sockets that lead nowhere, before the function's code can take hold of them."""
    socket.socket = HttpSocket
    socket.create_connection = _create_connection


def _create_connection(*args: Any, **options: Any) -> socket.socket:
    """As `socket.create_connection`, of which http.client and urllib make theirs."""
    sock = _plain_create_connection(*args, **options)
    if isinstance(sock, HttpSocket):
        sock.conversation.fails_early = True
    return sock
