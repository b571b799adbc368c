"""`ssl` as a client sees it. The host's fetch encrypts and verifies certificates."""

from __future__ import annotations

import errno
import ssl
from typing import Any

from pythonless.http.dns import is_address
from pythonless.http.sockets import NO_SERVER, HttpSocket


class TlsSocket(HttpSocket):
    """A socket whose requests go to https."""

    def __init__(self, plain: HttpSocket, context: ssl.SSLContext, server_hostname: str | None) -> None:
        conversation, timeout_s = plain.conversation, plain.gettimeout()
        super().__init__(plain.family, plain.type, plain.proto, fileno=plain.detach())
        self.settimeout(timeout_s)
        self.context = context
        self.server_hostname = server_hostname
        conversation.scheme = "https"
        self._join(conversation)

    def getpeercert(self, binary_form: bool = False) -> Any:
        """The name that fetch has verified: it shows no certificate, but would have refused another name."""
        if binary_form:
            return None
        name = self.server_hostname or self.getpeername()[0]
        return {"subjectAltName": (("IP Address" if is_address(name) else "DNS", name),)}

    def version(self) -> str:
        return "TLSv1.3"

    def cipher(self) -> tuple[str, str, int]:
        return "TLS_AES_256_GCM_SHA384", "TLSv1.3", 256

    def selected_alpn_protocol(self) -> None:
        return None

    def do_handshake(self, *_: bool) -> None:
        """Done by the host."""

    def pending(self) -> int:
        return 0

    def unwrap(self) -> TlsSocket:
        return self


def set_up() -> None:
    """Lets a context wrap the sockets that there are."""
    ssl.SSLContext.wrap_socket = _wrap_socket  # pyright: ignore[reportAttributeAccessIssue]


def _wrap_socket(
    context: ssl.SSLContext,
    sock: Any,
    server_side: bool = False,
    *_: Any,
    server_hostname: str | None = None,
    **_options: Any,
) -> TlsSocket:
    if server_side or not isinstance(sock, HttpSocket):
        raise OSError(errno.EOPNOTSUPP, NO_SERVER)
    return TlsSocket(sock, context, server_hostname)
