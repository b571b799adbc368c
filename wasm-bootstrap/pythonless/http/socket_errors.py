"""Turns a failed exchange into the exception that a socket would raise."""

import errno
import socket
import ssl
from collections.abc import Callable

from pythonless.exceptions_to_json import HINT
from pythonless.http.outbound import Reply


def _not_allowed(message: str) -> ConnectionRefusedError:
    """With a hint, for libraries that tell in their own words that nobody is there."""
    error = ConnectionRefusedError(errno.ECONNREFUSED, message)
    setattr(error, HINT, message)
    return error


def _certificate_error(message: str) -> ssl.SSLCertVerificationError:
    """With what OpenSSL would say of it."""
    reason = "CERTIFICATE_VERIFY_FAILED"
    error = ssl.SSLCertVerificationError(1, f"[SSL: {reason}] certificate verify failed: {message}")
    error.library, error.reason, error.verify_message = "SSL", reason, message
    # X509_V_ERR_UNSPECIFIED: the host tells it in words.
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
    """What a failed exchange raises."""
    return _ERRORS[reply.told["failure"]](reply.told["message"])


def is_hang_up(reply: Reply) -> bool:
    """Whether the other side closed the connection, which a socket tells by having nothing more to read."""
    return reply.kind == "failure" and reply.told["failure"] == "hung-up"


def is_of_connection(reply: Reply) -> bool:
    """Whether a real socket would not have been connected, so that nothing could be sent."""
    return reply.kind == "failure" and reply.told["failure"] not in ("reset", "hung-up")
