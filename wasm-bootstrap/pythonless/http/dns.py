"""Host names. The host's fetch resolves them, so here they stay names."""

import ipaddress
import socket
from typing import Any

_NO_NAMES = "Names are looked up by the host's fetch, and by nobody here: connect to the name itself."

#: Of services that can be had here. There is no /etc/services.
_PORTS = {"http": 80, "https": 443}


def set_up() -> None:
    """Replaces the functions that make addresses up."""
    socket.getaddrinfo = _getaddrinfo
    socket.gethostbyname = _gethostbyname


def is_address(name: str) -> bool:
    """Whether it is one of IPv4 or IPv6."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _getaddrinfo(
    host: str | bytes | None, port: str | int | None, *_: int, **_options: int
) -> list[tuple[Any, ...]]:
    name = host.decode() if isinstance(host, bytes) else host or "localhost"
    address = (name, _number_of(port))
    return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", address)]


def _number_of(port: str | int | None) -> int:
    if isinstance(port, str) and not port.isdigit():
        return _PORTS.get(port) or socket.getservbyname(port)
    return int(port or 0)


def _gethostbyname(hostname: str, /) -> str:
    if is_address(hostname):
        return hostname
    if hostname in ("localhost", socket.gethostname()):
        return "127.0.0.1"
    raise socket.gaierror(socket.EAI_FAIL, _NO_NAMES)
