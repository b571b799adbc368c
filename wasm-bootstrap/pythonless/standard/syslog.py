"""The `syslog` of an instance: messages go to stderr, and so into the function's log."""

import sys

LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG = range(8)
LOG_KERN, LOG_USER, LOG_MAIL, LOG_DAEMON, LOG_AUTH, LOG_SYSLOG, LOG_LPR, LOG_NEWS, LOG_UUCP, LOG_CRON = (
    number << 3 for number in range(10)
)
LOG_AUTHPRIV, LOG_FTP = 80, 88
LOG_LOCAL0, LOG_LOCAL1, LOG_LOCAL2, LOG_LOCAL3, LOG_LOCAL4, LOG_LOCAL5, LOG_LOCAL6, LOG_LOCAL7 = (
    number << 3 for number in range(16, 24)
)
LOG_PID, LOG_CONS, LOG_ODELAY, LOG_NDELAY, LOG_NOWAIT, LOG_PERROR = 1, 2, 4, 8, 16, 32

_PRIORITIES = 7


class _Log:
    ident = ""
    mask = 0xFF


def openlog(ident: str = "", logoption: int = 0, facility: int = LOG_USER) -> None:
    """From now on each line begins with `ident`. There is one facility, and nothing to choose about it."""
    del logoption, facility
    _Log.ident = ident


def closelog() -> None:
    """Lines begin with nothing again."""
    _Log.ident, _Log.mask = "", 0xFF


def setlogmask(maskpri: int, /) -> int:
    """Which priorities are written; gives those that were. 0 changes nothing."""
    before = _Log.mask
    _Log.mask = maskpri or before
    return before


def LOG_MASK(pri: int, /) -> int:
    """The mask of one priority."""
    return 1 << pri


def LOG_UPTO(pri: int, /) -> int:
    """The mask of all priorities up to one."""
    return (1 << (pri + 1)) - 1


def syslog(*arguments: int | str) -> None:
    """`syslog(message)` or `syslog(priority, message)`."""
    priority, message = arguments if len(arguments) == 2 else (LOG_INFO, *arguments)
    if LOG_MASK(int(priority) & _PRIORITIES) & _Log.mask:
        print(f"{_Log.ident}: {message}" if _Log.ident else message, file=sys.stderr)
