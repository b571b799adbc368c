"""Names of services, protocols and network interfaces, which are in files of Linux that are not here."""

import socket
from typing import NoReturn

#: The port of TCP, of UDP, or of both, of services that programs name.
_PORTS = {
    "ftp": 21,
    "ssh": 22,
    "telnet": 23,
    "smtp": 25,
    "domain": 53,
    "http": 80,
    "pop3": 110,
    "ntp": 123,
    "imap2": 143,
    "snmp": 161,
    "ldap": 389,
    "https": 443,
    "submissions": 465,
    "syslog": 514,
    "submission": 587,
    "ldaps": 636,
    "imaps": 993,
    "pop3s": 995,
    "mysql": 3306,
    "postgresql": 5432,
    "amqp": 5672,
    "redis": 6379,
}
_ALIASES = {"www": "http", "mail": "smtp", "imap": "imap2", "smtps": "submissions", "pop-3": "pop3"}
_ONLY_UDP = frozenset({"ntp", "snmp", "syslog"})
_BOTH = frozenset({"domain", "snmp", "ldap", "https"})
_NAMES = {port: name for name, port in _PORTS.items()}
_PROTOCOLS = {"ip": 0, "icmp": 1, "igmp": 2, "tcp": 6, "udp": 17, "ipv6": 41, "ipv6-icmp": 58, "sctp": 132}
_LOOPBACK = (1, "lo")


def set_up() -> None:
    """Once for an interpreter is enough; more often does no harm."""
    socket.getservbyname = _getservbyname
    socket.getservbyport = _getservbyport
    socket.getprotobyname = _getprotobyname
    socket.if_nameindex = lambda: [_LOOPBACK]
    socket.if_nametoindex = _if_nametoindex
    socket.if_indextoname = _if_indextoname
    for name, value in _CONSTANTS.items():
        setattr(socket, name, value)


#: Of Linux, where this build has others or none.
_CONSTANTS = {
    "INADDR_ALLHOSTS_GROUP": 0xE0000001,
    "INADDR_BROADCAST": 0xFFFFFFFF,
    "INADDR_MAX_LOCAL_GROUP": 0xE00000FF,
    "INADDR_NONE": 0xFFFFFFFF,
    "INADDR_UNSPEC_GROUP": 0xE0000000,
    "IPPROTO_SCTP": 132,
    "NI_IDN": 32,
    "NI_MAXHOST": 1025,
    "SOMAXCONN": 4096,
    "SO_RCVTIMEO": 20,
    "SO_REUSEADDR": 2,
    "SO_REUSEPORT": 15,
    "SO_SNDTIMEO": 21,
}


def _has(name: str, protocol: str | None) -> bool:
    if protocol in (None, "tcp"):
        return protocol is None or name not in _ONLY_UDP
    return protocol == "udp" and name in _ONLY_UDP | _BOTH


def _getservbyname(servicename: str, protocolname: str | None = None, /) -> int:
    name = _ALIASES.get(servicename, servicename)
    if name not in _PORTS or not _has(name, protocolname):
        raise OSError("service/proto not found")
    return _PORTS[name]


def _getservbyport(port: int, protocolname: str | None = None, /) -> str:
    if not 0 <= port <= 0xFFFF:
        raise OverflowError("getservbyport: port must be 0-65535.")
    name = _NAMES.get(port)
    if name is None or not _has(name, protocolname):
        raise OSError("port/proto not found")
    return name


def _getprotobyname(protocolname: str, /) -> int:
    if protocolname not in _PROTOCOLS:
        raise OSError("protocol not found")
    return _PROTOCOLS[protocolname]


def _if_nametoindex(name: str, /) -> int:
    return _LOOPBACK[0] if name == _LOOPBACK[1] else _no_interface()


def _if_indextoname(index: int, /) -> str:
    return _LOOPBACK[1] if index == _LOOPBACK[0] else _no_interface()


def _no_interface() -> NoReturn:
    raise OSError("no interface with this name")
