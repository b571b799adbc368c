"""The process as `os`, `signal` and `threading` describe it, as on Linux: it is alone, and root's."""

from __future__ import annotations

import errno
import os
import posix
import signal
import threading
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_plain_kill = os.kill
_plain_killpg = os.killpg
_plain_signal = signal.signal
_plain_strerror = os.strerror
_plain_strsignal = signal.strsignal
_plain_sysconf = os.sysconf

#: Linux's. The libc here gives 64 KB, by which the memory of WebAssembly grows.
_PAGE_BYTES = 4_096
#: Texts of glibc's that differ.
_SIGNAL_TEXTS = {8: "Floating point exception", 17: "Child exited"}
_FIRST_REAL_TIME_SIGNAL = 34
_LAST_SIGNAL = 64
_HIGHEST_PRIORITY = 99
_LARGEST_NICENESS = 19
_REAL_TIME = (os.SCHED_FIFO, os.SCHED_RR)
_ID = 0


#: Sets of functions by which programs ask for the abilities of `os`.
_SUPPORTING: tuple[set[Any], ...] = (
    os.supports_fd,
    os.supports_dir_fd,
    os.supports_effective_ids,
    os.supports_follow_symlinks,
)


class _Process:
    niceness = 0


class sched_param(NamedTuple):
    """As `os.sched_param`."""

    sched_priority: int


def set_up() -> None:
    """Once for an interpreter is enough; more often does no harm."""
    give(_FUNCTIONS)
    signal.strsignal = _strsignal
    signal.signal = _set_handler
    signal.SIGCLD = signal.SIGCHLD
    threading.get_native_id = os.getpid
    threading.Thread.native_id = property(_native_id)  # pyright: ignore[reportAttributeAccessIssue]


def give(members: dict[str, Any]) -> None:
    """Puts functions and numbers into `os`, and into the module from which it takes them."""
    for name, member in members.items():
        for supporting in _SUPPORTING:
            if getattr(os, name, None) in supporting:
                supporting.add(member)
        setattr(os, name, member)
        setattr(posix, name, member)


def _native_id(thread: threading.Thread) -> int | None:
    return None if thread.ident is None else os.getpid()


def _refuse(number: int) -> NoReturn:
    raise OSError(number, os.strerror(number))


def _not_permitted(*_: object) -> NoReturn:
    _refuse(errno.EPERM)


def _set_ids(*ids: int) -> None:
    if any(number not in (_ID, -1) for number in ids):
        _refuse(errno.EPERM)


def _getgroups() -> list[int]:
    return [_ID]


def _getgrouplist(_user: str, group: int, /) -> list[int]:
    return [group]


def _getrandom(size: int, flags: int = 0) -> bytes:  # pyright: ignore[reportUnusedParameter]
    return os.urandom(size)


def _getpriority(_which: int, _who: int, /) -> int:
    return _Process.niceness


def _setpriority(_which: int, _who: int, priority: int, /) -> None:
    _Process.niceness = max(-_LARGEST_NICENESS - 1, min(priority, _LARGEST_NICENESS))


def _nice(increment: int, /) -> int:
    _setpriority(0, 0, _Process.niceness + increment)
    return _Process.niceness


def _sched_get_priority_max(policy: int, /) -> int:
    return _HIGHEST_PRIORITY if policy in _REAL_TIME else 0


def _sched_get_priority_min(policy: int, /) -> int:
    return 1 if policy in _REAL_TIME else 0


def _sched_getaffinity(_pid: int, /) -> set[int]:
    return {0}


def _sched_setaffinity(_pid: int, mask: Iterable[int], /) -> None:
    if 0 not in mask:
        _refuse(errno.EINVAL)


def _kill(pid: int, sig: int, /) -> None:
    """The libc here knows no other processes, and breaks at a signal that is none."""
    if not 0 <= sig <= _LAST_SIGNAL:
        _refuse(errno.EINVAL)
    if pid not in (os.getpid(), 0, -1, -os.getpgrp()):
        _refuse(errno.ESRCH)
    if sig:
        _plain_kill(os.getpid(), sig)


def _killpg(pgid: int, signal: int, /) -> None:
    _kill(-pgid, signal)


def _set_handler(signalnum: int, handler: Any) -> Any:
    if signalnum in (signal.SIGKILL, signal.SIGSTOP):
        _refuse(errno.EINVAL)
    return _plain_signal(signalnum, handler)


def _strsignal(signalnum: int, /) -> str | None:
    if signalnum < _FIRST_REAL_TIME_SIGNAL - 2:
        return _SIGNAL_TEXTS.get(signalnum) or _plain_strsignal(signalnum)
    if signalnum < _FIRST_REAL_TIME_SIGNAL:
        return None
    text = _plain_strsignal(signalnum)
    return text and f"Real-time signal {signalnum - _FIRST_REAL_TIME_SIGNAL}"


def _strerror(code: int, /) -> str:
    return _plain_strerror(code) or f"Unknown error {code}"


def _sysconf(name: str | int, /) -> int:
    number = os.sysconf_names.get(name, -1) if isinstance(name, str) else name
    if number == os.sysconf_names["SC_PAGESIZE"]:
        return _PAGE_BYTES
    value = _plain_sysconf(name)
    is_in_pages = number in (os.sysconf_names["SC_PHYS_PAGES"], os.sysconf_names["SC_AVPHYS_PAGES"])
    return value * _plain_sysconf("SC_PAGESIZE") // _PAGE_BYTES if is_in_pages else value


def _always(value: Any) -> Callable[..., Any]:
    def always(*_: object) -> Any:
        return value

    return always


#: Only root may change the user, and a function has no use for it.
_SETTERS = "setuid setgid seteuid setegid setreuid setregid setresuid setresgid"

_FUNCTIONS: dict[str, Any] = {
    "geteuid": os.getuid,
    "getegid": os.getgid,
    "getresuid": _always((_ID, _ID, _ID)),
    "getresgid": _always((_ID, _ID, _ID)),
    "getgroups": _getgroups,
    "getgrouplist": _getgrouplist,
    **dict.fromkeys(_SETTERS.split(), _set_ids),
    "getpriority": _getpriority,
    "setpriority": _setpriority,
    "nice": _nice,
    "kill": _kill,
    "killpg": _killpg,
    "strerror": _strerror,
    "sysconf": _sysconf,
    "getrandom": _getrandom,
    "sched_param": sched_param,
    "sched_getaffinity": _sched_getaffinity,
    "sched_setaffinity": _sched_setaffinity,
    "sched_getscheduler": _always(os.SCHED_OTHER),
    "sched_getparam": _always(sched_param(0)),
    "sched_setscheduler": _not_permitted,
    "sched_setparam": _not_permitted,
    "sched_get_priority_max": _sched_get_priority_max,
    "sched_get_priority_min": _sched_get_priority_min,
    "sched_rr_get_interval": _always(0.0),
    "GRND_NONBLOCK": 1,
    "GRND_RANDOM": 2,
    "NGROUPS_MAX": 65_536,
}
