"""`socket.socket` as far as it can be had: HTTP/1.1, which the host's fetch speaks for it."""

from __future__ import annotations

import errno
import ipaddress
import socket
import ssl
import weakref
from typing import TYPE_CHECKING, Any, NoReturn

from pythonless.conversation import Conversation

if TYPE_CHECKING:
    from collections.abc import Buffer

_PlainSocket = socket.socket

#: By descriptor: for `select`, which may be given numbers.
open_sockets: weakref.WeakValueDictionary[int, HttpSocket] = weakref.WeakValueDictionary()

_NO_SERVER = "Nothing can listen in WebAssembly: a function is called, and calls others by HTTP."
_NO_NAMES = "Names are looked up by the host's fetch, and by nobody here: connect to the name itself."
_NO_DATAGRAMS = "Only HTTP is to be had here, through the option fetch of createFunction(); no UDP, and no Unix sockets."


class HttpSocket(_PlainSocket):
    """A socket with nobody behind it but the host's fetch. Connecting is free: whether it works shows when it is used."""

    _conversation: Conversation | None = None

    def connect(self, address: Any, /) -> None:
        if self.type != socket.SOCK_STREAM or self.family not in (socket.AF_INET, socket.AF_INET6):
            raise OSError(errno.ENETUNREACH, _NO_DATAGRAMS)
        host, port = address[:2]
        self._conversation = Conversation(str(host), int(port))
        open_sockets[self.fileno()] = self

    def connect_ex(self, address: Any, /) -> int:
        self.connect(address)
        return 0

    def send(self, data: Buffer, flags: int = 0, /) -> int:
        content = bytes(data)
        self._connected().write(content, self.gettimeout())
        return len(content)

    def sendall(self, data: Buffer, flags: int = 0, /) -> None:
        self.send(data)

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        target = bytearray(bufsize)
        count = self.recv_into(target)
        return bytes(memoryview(target)[:count])

    def recv_into(self, buffer: Buffer, nbytes: int = 0, flags: int = 0) -> int:
        target = memoryview(buffer).cast("B")
        return self._connected().read_into(target[: nbytes or len(target)], self.gettimeout())

    def is_readable(self) -> bool:
        """Whether `recv` would give something."""
        return self._conversation is not None and self._conversation.is_readable

    def shutdown(self, how: int, /) -> None:
        self._connected()

    def getpeername(self) -> tuple[str, int]:
        conversation = self._connected()
        return conversation.host, conversation.port

    def getsockname(self) -> tuple[str, int]:
        return "127.0.0.1", 0

    def setsockopt(self, *args: Any) -> None:
        """Nobody is there who would heed it."""

    def getsockopt(self, *args: Any) -> int:
        return 0

    def bind(self, address: Any, /) -> NoReturn:
        raise OSError(errno.EADDRNOTAVAIL, _NO_SERVER)

    def listen(self, *args: Any) -> NoReturn:
        raise OSError(errno.EOPNOTSUPP, _NO_SERVER)

    def accept(self) -> NoReturn:
        raise OSError(errno.EOPNOTSUPP, _NO_SERVER)

    def sendto(self, *args: Any) -> NoReturn:
        raise OSError(errno.ENETUNREACH, _NO_DATAGRAMS)

    def recvfrom(self, *args: Any) -> NoReturn:
        raise OSError(errno.ENOTCONN, _NO_DATAGRAMS)

    def _real_close(self, *args: Any) -> None:
        if self._conversation is not None:
            self._conversation.close()
        super()._real_close(*args)  # pyright: ignore

    def _connected(self) -> Conversation:
        if self._conversation is None:
            raise OSError(errno.ENOTCONN, "The socket is not connected.")
        return self._conversation


class TlsSocket(HttpSocket):
    """The same for https. The host's fetch encrypts, and judges certificates."""

    def __init__(self, plain: HttpSocket, context: ssl.SSLContext, server_hostname: str | None) -> None:
        timeout_s = plain.gettimeout()
        self._conversation = plain._connected()
        self._conversation.scheme = "https"
        super().__init__(plain.family, plain.type, plain.proto, fileno=plain.detach())
        self.settimeout(timeout_s)
        self.context = context
        self.server_hostname = server_hostname
        open_sockets[self.fileno()] = self

    def getpeercert(self, binary_form: bool = False) -> Any:
        """What fetch has made sure of; it shows no certificate."""
        if binary_form:
            return None
        name = self.server_hostname or self.getpeername()[0]
        return {"subjectAltName": ((_kind_of(name), name),)}

    def version(self) -> str:
        return "TLSv1.3"

    def cipher(self) -> tuple[str, str, int]:
        return "TLS_AES_256_GCM_SHA384", "TLSv1.3", 256

    def selected_alpn_protocol(self) -> None:
        return None

    def do_handshake(self, block: bool = False) -> None:
        """Done by the host."""

    def pending(self) -> int:
        return 0

    def unwrap(self) -> TlsSocket:
        return self


def set_up() -> None:
    """Takes the place of the sockets that connect to nothing, before the function's code can take hold of them."""
    socket.socket = HttpSocket
    socket.getaddrinfo = _getaddrinfo  # pyright: ignore
    socket.gethostbyname = _gethostbyname  # pyright: ignore
    ssl.SSLContext.wrap_socket = _wrap_socket  # pyright: ignore


def _getaddrinfo(
    host: str | bytes | None, port: str | int | None, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0
) -> list[tuple[Any, ...]]:
    """In place of `socket.getaddrinfo`: names stay names, for it is the host's fetch that looks them up."""
    name = host.decode() if isinstance(host, bytes) else host or "localhost"
    number = port if isinstance(port, int) else socket.getservbyname(port) if port and not port.isdigit() else int(port or 0)
    return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (name, number))]


def _gethostbyname(hostname: str, /) -> str:
    """In place of `socket.gethostbyname`, which makes addresses up."""
    if hostname in ("localhost", socket.gethostname()):
        return "127.0.0.1"
    if _kind_of(hostname) == "IP Address":
        return hostname
    raise socket.gaierror(socket.EAI_FAIL, _NO_NAMES)


def _wrap_socket(
    context: ssl.SSLContext,
    sock: Any,
    server_side: bool = False,
    do_handshake_on_connect: bool = True,
    suppress_ragged_eofs: bool = True,
    server_hostname: str | None = None,
    session: Any = None,
) -> TlsSocket:
    if server_side or not isinstance(sock, HttpSocket):
        raise OSError(errno.EOPNOTSUPP, _NO_SERVER)
    return TlsSocket(sock, context, server_hostname)


def _kind_of(name: str) -> str:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return "DNS"
    return "IP Address"
