"""Turns a failed exchange into the exception that a socket would raise."""

import errno
import socket
import ssl
from collections.abc import Callable

from pythonless.exceptions_to_json import HINT
from pythonless.http.outbound import Reply


def _not_allowed(message: str) -> ConnectionRefusedError:
    """With a hint, for libraries that describe a refused connection in their own words."""
    error = ConnectionRefusedError(errno.ECONNREFUSED, message)
    setattr(error, HINT, message)
    return error


def _certificate_error(message: str) -> ssl.SSLCertVerificationError:
    """With OpenSSL's own attributes."""
    reason = "CERTIFICATE_VERIFY_FAILED"
    error = ssl.SSLCertVerificationError(1, f"[SSL: {reason}] certificate verify failed: {message}")
    error.library, error.reason, error.verify_message = "SSL", reason, message
    # X509_V_ERR_UNSPECIFIED: the host has the reason in words.
    error.verify_code = 1
    return error


#: By `ExchangeFailure` of src/wire/protocol.ts.
_ERRORS: dict[str, Callable[[str], OSError]] = {
    "not-allowed": _not_allowed,
    "refused": lambda message: ConnectionRefusedError(errno.ECONNREFUSED, message),
    "unknown-host": lambda message: socket.gaierror(socket.EAI_NONAME, message),
    "unreachable": lambda message: OSError(errno.EHOSTUNREACH, message),
    "timeout": lambda message: TimeoutError(errno.ETIMEDOUT, message),
    "certificate": _certificate_error,
    "invalid": lambda message: OSError(errno.EINVAL, message),
    "reset": lambda message: ConnectionResetError(errno.ECONNRESET, message),
    "hung-up": lambda message: ConnectionResetError(errno.ECONNRESET, message),
    "failed": ConnectionError,
}


def error_of(reply: Reply) -> OSError:
    """The exception for a failed exchange."""
    return _ERRORS[reply.head["failure"]](reply.head["message"])


def is_hang_up(reply: Reply) -> bool:
    """Whether the other side closed the connection, which a socket shows by having nothing more to read."""
    return reply.kind == "failure" and reply.head["failure"] == "hung-up"


def is_of_connection(reply: Reply) -> bool:
    """Whether a real socket would not have been connected, so that nothing could be sent."""
    return reply.kind == "failure" and reply.head["failure"] not in ("reset", "hung-up")
