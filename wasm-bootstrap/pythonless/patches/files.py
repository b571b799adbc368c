"""Functions of `os` on files that this build of Python lacks, made of those that it has."""

from __future__ import annotations

import errno
import math
import os
import pathlib
import tempfile
from typing import TYPE_CHECKING, Any, NoReturn

from pythonless.patches.late_module import LateModule
from pythonless.patches.process import give

if TYPE_CHECKING:
    from collections.abc import Buffer, Callable, Sequence

_plain_utime = os.utime
_NS_PER_S = 1_000_000_000
_NS_PER_US = 1_000
_WHOLE = ([int, int],)
_NUMBERS = ([float, float], [int, int], [int, float], [float, int])


class _Host:
    #: Gives the nanoseconds beyond whole microseconds of the next times of access and change that are set.
    nanoseconds: Callable[[int, int], None] | None = None


def connect(nanoseconds: Callable[[int, int], None] | None) -> None:
    """From now on times of files are set to the nanosecond."""
    _Host.nanoseconds = nanoseconds


def set_up() -> None:
    """Once for an interpreter is enough; more often does no harm."""
    give(
        {
            "utime": utime,
            "lchown": _lchown,
            "pipe2": _pipe2,
            "preadv": _preadv,
            "pwritev": _pwritev,
            "posix_fallocate": _posix_fallocate,
            "sendfile": _sendfile,
            "copy_file_range": _copy_file_range,
            "memfd_create": _memfd_create,
            "listxattr": _listxattr,
            **dict.fromkeys(("getxattr", "setxattr", "removexattr"), _no_attributes),
            "MFD_CLOEXEC": 1,
            "MFD_ALLOW_SEALING": 2,
            "O_ACCMODE": 3,
            "O_FSYNC": os.O_SYNC,
            "O_LARGEFILE": 0,
            "TMP_MAX": 238_328,
            "XATTR_CREATE": 1,
            "XATTR_REPLACE": 2,
            "XATTR_SIZE_MAX": 65_536,
        }
    )
    # Imported before the modules of the folder `standard` could be found.
    for name in ("pwd", "grp"):
        setattr(pathlib, name, LateModule(name))


def utime(
    path: Any,
    times: Any = None,
    *,
    ns: Any = None,
    dir_fd: int | None = None,
    follow_symlinks: bool = True,
) -> None:
    """In place of `os.utime`, which cuts times to microseconds."""
    named: dict[str, Any] = {"dir_fd": dir_fd, "follow_symlinks": follow_symlinks}
    if times is None and _are_all(ns, _WHOLE):
        named["ns"] = ns
    elif ns is None and _are_all(times, _NUMBERS):
        named["ns"] = tuple(_in_ns(time_s) for time_s in times or ())
        times = None
    elif ns is not None:
        # An error, which is Python's own.
        named["ns"] = ns
    if "ns" in named and times is None and _Host.nanoseconds:
        _Host.nanoseconds(*(time % _NS_PER_US for time in named["ns"]))
    _plain_utime(path, times, **named)


def _are_all(pair: Any, kind: Any) -> bool:
    items: tuple[Any, ...] = pair
    return type(pair) is tuple and [type(item) for item in items] in kind


def _in_ns(time_s: float) -> int:
    fraction, whole = math.modf(time_s) if isinstance(time_s, float) else (0.0, time_s)
    return int(whole) * _NS_PER_S + math.floor(fraction * _NS_PER_S)


def _lchown(path: Any, uid: int, gid: int) -> None:
    os.chown(path, uid, gid, follow_symlinks=False)


def _listxattr(path: Any = None, *, follow_symlinks: bool = True) -> list[str]:
    os.stat("." if path is None else path, follow_symlinks=follow_symlinks)
    return []


def _pipe2(flags: int, /) -> tuple[int, int]:
    ends = os.pipe()
    if flags & os.O_NONBLOCK:
        for end in ends:
            os.set_blocking(end, False)
    return ends


def _preadv(fd: int, buffers: Sequence[Buffer], offset: int, _flags: int = 0, /) -> int:
    views = [memoryview(buffer).cast("B") for buffer in buffers]
    data = os.pread(fd, sum(map(len, views)), offset)
    start = 0
    for view in views:
        part = data[start : start + len(view)]
        view[: len(part)] = part
        start += len(part)
    return len(data)


def _pwritev(fd: int, buffers: Sequence[Buffer], offset: int, _flags: int = 0, /) -> int:
    return os.pwrite(fd, b"".join(map(bytes, buffers)), offset)


def _posix_fallocate(fd: int, offset: int, length: int, /) -> None:
    if offset < 0 or length <= 0:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    if os.fstat(fd).st_size < offset + length:
        os.ftruncate(fd, offset + length)


def _sendfile(out_fd: int, in_fd: int, offset: int | None, count: int) -> int:
    """From one file to another."""
    return _copy(in_fd, out_fd, count, offset, None)


def _copy_file_range(
    src: int, dst: int, count: int, offset_src: int | None = None, offset_dst: int | None = None
) -> int:
    return _copy(src, dst, count, offset_src, offset_dst)


def _copy(source: int, target: int, count: int, source_offset: int | None, target_offset: int | None) -> int:
    count = min(count, _MOST_AT_ONCE_BYTES)
    data = os.read(source, count) if source_offset is None else os.pread(source, count, source_offset)
    return os.write(target, data) if target_offset is None else os.pwrite(target, data, target_offset)


#: As Linux, these may copy less than they are asked for.
_MOST_AT_ONCE_BYTES = 1_048_576


def _memfd_create(name: str, flags: int = 1) -> int:  # pyright: ignore[reportUnusedParameter]
    """A file that has no name, in the same memory as all files."""
    fd, path = tempfile.mkstemp(prefix=".memfd-")
    os.unlink(path)
    return fd


def _no_attributes(path: Any, *_: Any, **_named: Any) -> NoReturn:
    """As of a file system without extended attributes."""
    os.stat(path)
    raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP), path)
