"""Threads, processes and signals: unsupported calls raise an error that names an alternative.

The errors are of the types that Python raises where a platform lacks the thing, so that code which is
prepared for one finds it here too.
"""

import _thread
import concurrent.futures
import errno
import hashlib
import os
import select
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Awaitable, Callable, Iterable
from fnmatch import fnmatchcase
from types import ModuleType
from typing import Any, NamedTuple, NoReturn

import pyodide.ffi
from pyodide.ffi import can_run_sync, run_sync

type MakeError = Callable[[str], BaseException]


class Refusal(NamedTuple):
    """Functions of one module, or methods of one class, and the error that each of them raises."""

    names: str
    error: MakeError
    sentence: str


def _os_error(number: int) -> MakeError:
    return lambda sentence: OSError(number, sentence)


_NO_THREADS = (
    "can't start new thread: an instance has one."
    " Call the function itself; what waits goes side by side in asyncio.gather() or asyncio.TaskGroup()."
)
_NO_PROCESSES = (
    "{name}: there are no other processes here, and no programs to start. Use Python's own modules:"
    " shutil and pathlib for files, urllib.request for HTTP, asyncio for what waits."
)
_NO_CHILDREN = "No child processes: an instance cannot start any."
_NO_SIGNALS = (
    "{name}: no signal comes but the one that ends the instance. For a time limit use asyncio.timeout(),"
    " or look at context.get_remaining_time_in_millis()."
)
_NO_SOCKETS = (
    "{name}: an event loop has no sockets here."
    " Use an HTTP client: urllib.request, http.client, requests, or await pyodide.http.pyfetch()."
)
_NO_PIPES = "{name}: there is nothing here that a file could wait for. Read and write files as they are."
_NO_SWITCHING = (
    "run_sync() cannot wait here, for nothing switches stacks in this call."
    " Use asyncio.run() in a sync handler, and await in an async one."
)
_NO_LINKS = (
    "{name}: a file has one name here, and is no pipe and no device."
    " Copy it with shutil, or use os.symlink()."
)
_NO_KERNEL = "{name}: the kernel of Linux does it, and there is none here. Use asyncio for what waits."
_NO_FAMILIES = (
    "{name}: only HTTP goes out, through the option fetch of createFunction(): no Unix sockets, and no other"
    " families than AF_INET and AF_INET6."
)
_NO_LOGIN = "nobody has logged in here. Use getpass.getuser()."

_MODULES: list[tuple[ModuleType, list[Refusal]]] = [
    (
        os,
        [
            Refusal("system fork execv execve", _os_error(errno.ENOTSUP), _NO_PROCESSES),
            Refusal("wait wait3 wait4 waitid waitpid", _os_error(errno.ECHILD), _NO_CHILDREN),
            Refusal("getlogin", _os_error(errno.ENXIO), _NO_LOGIN),
        ],
    ),
    (signal, [Refusal("sigwait sigwaitinfo sigtimedwait", _os_error(errno.ENOSYS), _NO_SIGNALS)]),
    (_thread, [Refusal("start_new_thread start_new start_joinable_thread", RuntimeError, _NO_THREADS)]),
    (threading, [Refusal("_start_joinable_thread", RuntimeError, _NO_THREADS)]),
]

_LOOP = [
    Refusal("run_in_executor", RuntimeError, _NO_THREADS),
    Refusal("subprocess_exec subprocess_shell", NotImplementedError, _NO_PROCESSES),
    Refusal("add_signal_handler remove_signal_handler", NotImplementedError, _NO_SIGNALS),
    Refusal(
        "create_connection create_server create_datagram_endpoint create_unix_connection create_unix_server"
        " connect_accepted_socket start_tls sendfile sock_accept sock_connect sock_recv sock_recv_into"
        " sock_recvfrom sock_recvfrom_into sock_sendall sock_sendfile sock_sendto getaddrinfo getnameinfo",
        NotImplementedError,
        _NO_SOCKETS,
    ),
    Refusal(
        "add_reader add_writer remove_reader remove_writer connect_read_pipe connect_write_pipe",
        NotImplementedError,
        _NO_PIPES,
    ),
]

#: Names that the module does not have in WebAssembly, `*` for any end. Programs ask for them by `hasattr`.
_ABSENT: list[tuple[ModuleType, str, str]] = [
    (
        os,
        "forkpty posix_spawn posix_spawnp pidfd_open unshare setns CLONE_* POSIX_SPAWN_* P_PIDFD",
        _NO_PROCESSES,
    ),
    (os, "openpty", _NO_LOGIN),
    (os, "link mkfifo mknod", _NO_LINKS),
    (
        os,
        "eventfd eventfd_read eventfd_write splice initgroups setgroups timerfd_create timerfd_gettime"
        " timerfd_gettime_ns timerfd_settime timerfd_settime_ns EFD_* MFD_* SPLICE_* TFD_* SEEK_* RTLD_*",
        _NO_KERNEL,
    ),
    (
        socket,
        "AF_* ALG_* CAN_* IOCTL_* J1939_* NETLINK_* PACKET_* PF_* SCM_* SO_* SOL_* TIPC_* VM* sethostname",
        _NO_FAMILIES,
    ),
    (select, "epoll EPOLL*", "{name}: use select.poll(), or the module selectors."),
    (signal, "alarm setitimer pthread_kill pidfd_send_signal", _NO_SIGNALS),
    (hashlib, "scrypt", "It needs OpenSSL, which is not here. hashlib.pbkdf2_hmac() is."),
    (time, "tzset", "Local time is UTC here. Use zoneinfo.ZoneInfo for another zone."),
]


class ProcessPoolExecutor(concurrent.futures.Executor):
    """In place of `concurrent.futures.ProcessPoolExecutor`, which is imported when it is first named."""

    def __init__(self, *_: Any, **_named: Any) -> None:
        raise NotImplementedError(_NO_PROCESSES.format(name="ProcessPoolExecutor"))


def _run_sync[Value](awaitable: Awaitable[Value]) -> Value:
    """In place of `pyodide.ffi.run_sync`, which would say that it failed to convert something."""
    if can_run_sync():
        return run_sync(awaitable)
    raise RuntimeError(_NO_SWITCHING)


def set_up(loops: Iterable[type]) -> None:
    """Puts the refusals in their places: in Python's modules, and in the classes of the event loops."""
    for module, refusals in _MODULES:
        for refusal in refusals:
            _refuse(module, refusal, module.__name__)
    for loop in loops:
        for refusal in _LOOP:
            _refuse(loop, refusal, "loop")
    # Pickled and subclassed as ever: only making one fails.
    popen = Refusal("__init__", _os_error(errno.ENOTSUP), _NO_PROCESSES)
    _refuse(subprocess.Popen, popen, "subprocess.Popen")
    concurrent.futures.ProcessPoolExecutor = ProcessPoolExecutor
    pyodide.ffi.run_sync = _run_sync
    for module in {module.__name__: module for module, _, _ in _ABSENT}.values():
        _explain(module)


def _refuse(holder: ModuleType | type, refusal: Refusal, prefix: str) -> None:
    for name in refusal.names.split():
        shown = prefix if name.startswith("_") else f"{prefix}.{name}"
        setattr(holder, name, _refused(refusal.error, refusal.sentence.format(name=shown)))


def _refused(make_error: MakeError, sentence: str) -> Callable[..., NoReturn]:
    def refused(*_: Any, **_named: Any) -> NoReturn:
        raise make_error(sentence)

    return refused


def _sentence_for(module: ModuleType, name: str) -> str:
    for holder, patterns, sentence in _ABSENT:
        if holder is module and any(fnmatchcase(name, pattern) for pattern in patterns.split()):
            return f". {sentence.format(name=f'{module.__name__}.{name}')}"
    return ""


def _explain(module: ModuleType) -> None:
    def __getattr__(name: str) -> NoReturn:
        message = f"module {module.__name__!r} has no attribute {name!r}"
        raise AttributeError(message + _sentence_for(module, name), name=name, obj=module)

    module.__getattr__ = __getattr__
