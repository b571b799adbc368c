"""What a function sees of error numbers. Each name of the event is one of these functions; the handler gives its result."""

import ctypes
import errno
import io
import os
import pickle
import shutil
import subprocess
from typing import Any


def handler(event: dict[str, Any], context: Any) -> Any:
    if "errno" in event:
        return numbers(event["errno"])
    try:
        return globals()[event["run"]]()
    except OSError as error:
        return [type(error).__name__, error.errno, str(error)]


def numbers(expected: dict[str, list[Any]]) -> list[Any]:
    """Where the module or a text differs from the table."""
    found = {name: [number, os.strerror(number)] for number, name in errno.errorcode.items()}
    twins = {name: [getattr(errno, name), os.strerror(getattr(errno, name))] for name in expected}
    return [
        [name, expected.get(name), entry]
        for name, entry in {**found, **twins}.items()
        if expected.get(name) != entry
    ]


def number() -> int:
    return errno.ENOENT


def classes() -> list[str]:
    names = (
        "EAGAIN EALREADY EINPROGRESS EWOULDBLOCK EPIPE ESHUTDOWN ECHILD ECONNABORTED ECONNREFUSED ECONNRESET"
        " EEXIST ENOENT EISDIR ENOTDIR EINTR EACCES EPERM ESRCH ETIMEDOUT EINVAL"
    )
    return [type(OSError(getattr(errno, name), "")).__name__ for name in names.split()]


def missing() -> Any:
    return open("/tmp/nothing").read()


def folder() -> None:
    os.remove("/tmp")


def existing() -> list[Any]:
    try:
        os.mkdir("/tmp")
    except OSError as error:
        return [error.errno == errno.EEXIST, error.errno, pickle.loads(pickle.dumps(error)).errno]
    return []


def renamed() -> None:
    os.rename("/tmp/a", "/tmp/b")


def no_terminal() -> None:
    os.ttyname(0)


def removed_tree() -> None:
    shutil.rmtree("/tmp/nothing")


def full() -> None:
    os.rmdir("/function")


def program() -> list[Any]:
    try:
        subprocess.run(["ls"])
    except OSError as error:
        return [error.errno == errno.ENOTSUP, error.errno]
    return []


class Raw(io.RawIOBase):
    """Raises an error at the first write."""

    def __init__(self, number: int) -> None:
        self.number = number

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        number, self.number = self.number, 0
        if number:
            raise OSError(number, "raised")
        return len(data)


def buffered() -> list[Any]:
    """A buffered stream tries again after an interruption, and after no other error."""
    told: list[Any] = []
    for number in (errno.EINTR, errno.EFBIG):
        stream = io.BufferedWriter(Raw(number), 4)
        try:
            told.append(stream.write(b"12345678"))
            stream.flush()
            told.append("written")
        except OSError as error:
            told.append(error.errno)
    return told


def foreign() -> list[Any]:
    """ctypes has an errno of its own."""
    library = ctypes.CDLL(None, use_errno=True)
    ctypes.set_errno(0)
    opened = library.open(b"/tmp/nothing", 0)
    number = ctypes.get_errno()
    ctypes.set_errno(errno.ENOENT)
    library.abs(1)
    return [opened, number, ctypes.get_errno()]


def unknown() -> list[str]:
    return [os.strerror(0), os.strerror(41), os.strerror(9999)]
