"""The `resource` of an instance: it reports usage, and sets no limits.

The limits of an instance are the host's: memory, time and files of `createFunction`.
"""

import ctypes
import time
from typing import NamedTuple

error = OSError

RLIM_INFINITY = -1
RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE = range(5)
RLIMIT_RSS, RLIMIT_NPROC, RLIMIT_NOFILE, RLIMIT_MEMLOCK, RLIMIT_AS = range(5, 10)
RLIMIT_OFILE = RLIMIT_NOFILE
RLIMIT_SIGPENDING, RLIMIT_MSGQUEUE, RLIMIT_NICE, RLIMIT_RTPRIO, RLIMIT_RTTIME = range(11, 16)
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1

_PAGE_BYTES = 4_096


class struct_rusage(NamedTuple):
    """The resources used: seconds, kilobytes, and counts that are not kept here."""

    ru_utime: float
    ru_stime: float
    ru_maxrss: int
    ru_ixrss: int = 0
    ru_idrss: int = 0
    ru_isrss: int = 0
    ru_minflt: int = 0
    ru_majflt: int = 0
    ru_nswap: int = 0
    ru_inblock: int = 0
    ru_oublock: int = 0
    ru_msgsnd: int = 0
    ru_msgrcv: int = 0
    ru_nsignals: int = 0
    ru_nvcsw: int = 0
    ru_nivcsw: int = 0


def getrusage(who: int, /) -> struct_rusage:
    """The time that the interpreter has worked, and its memory, which never shrinks."""
    if who not in (RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD):
        raise ValueError("invalid who parameter")
    if who == RUSAGE_CHILDREN:
        return struct_rusage(0.0, 0.0, 0)
    memory_bytes: int = ctypes.CDLL(None).emscripten_get_heap_size()
    return struct_rusage(time.process_time(), 0.0, memory_bytes // 1024)


def getrlimit(resource: int, /) -> tuple[int, int]:
    """None of the limits is known here."""
    _check(resource)
    return RLIM_INFINITY, RLIM_INFINITY


def setrlimit(resource: int, limits: tuple[int, int], /) -> None:
    """Lifting a limit does nothing. Raises ValueError for one that would have to be kept."""
    _check(resource)
    if any(limit != RLIM_INFINITY for limit in limits):
        raise ValueError(
            "resource.setrlimit: an instance keeps no limits of its own."
            " Use the options memoryMb, executionTimeoutMs and limits of createFunction()."
        )


def prlimit(_pid: int, resource: int, limits: tuple[int, int] | None = None, /) -> tuple[int, int]:
    """As `setrlimit`, and gives what was before."""
    before = getrlimit(resource)
    if limits is not None:
        setrlimit(resource, limits)
    return before


def getpagesize() -> int:
    """As on Linux; WebAssembly's memory grows by pages of 64 KB."""
    return _PAGE_BYTES


def _check(resource: int) -> None:
    if not RLIMIT_CPU <= resource <= RLIMIT_RTTIME:
        raise ValueError("invalid resource specified")
