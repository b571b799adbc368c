"""`socket.inet_pton` and `socket.inet_ntop` with IPv6, which this build of Python leaves out."""

import ipaddress
import socket
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Buffer

_plain_pton = socket.inet_pton
_plain_ntop = socket.inet_ntop


def set_up() -> None:
    """Once for an interpreter is enough; more often does no harm."""
    socket.inet_pton = inet_pton
    socket.inet_ntop = inet_ntop


def inet_pton(address_family: int, ip_string: Any, /) -> bytes:
    """In place of `socket.inet_pton`, whose errors it keeps."""
    if address_family != socket.AF_INET6 or not isinstance(ip_string, str):
        return _plain_pton(address_family, ip_string)
    try:
        # A scope, as in fe80::1%eth0, is no part of an address.
        if "%" in ip_string:
            raise ValueError(ip_string)
        return ipaddress.IPv6Address(ip_string).packed
    except ValueError:
        raise OSError("illegal IP address string passed to inet_pton") from None


def inet_ntop(address_family: int, packed_ip: Buffer, /) -> str:
    """In place of `socket.inet_ntop`, whose errors it keeps."""
    if address_family != socket.AF_INET6:
        return _plain_ntop(address_family, packed_ip)
    packed = bytes(memoryview(packed_ip))
    if len(packed) != 16:
        raise ValueError("invalid length of packed IP address string")
    is_v4 = packed[:12] == bytes(10) + b"\xff\xff" or (packed[:12] == bytes(12) and packed[12:14] != b"\0\0")
    if is_v4:
        # As glibc writes them.
        prefix = "::ffff:" if packed[10] else "::"
        return prefix + ".".join(map(str, packed[12:]))
    return _without_v4(packed)


def _without_v4(packed: bytes) -> str:
    """`str` of an address writes some with a part of IPv4, which glibc does not."""
    groups = [f"{packed[at] << 8 | packed[at + 1]:x}" for at in range(0, 16, 2)]
    start, length = _longest_zeros(groups)
    if length < 2:
        return ":".join(groups)
    return ":".join(groups[:start]) + "::" + ":".join(groups[start + length :])


def _longest_zeros(groups: list[str]) -> tuple[int, int]:
    best = (0, 0)
    start = 0
    for index, group in enumerate(groups):
        if group != "0":
            start = index + 1
        elif index + 1 - start > best[1]:
            best = (start, index + 1 - start)
    return best
