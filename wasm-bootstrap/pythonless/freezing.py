"""Imports a function's code so that a snapshot can be taken of it, and says what cannot be frozen."""

import asyncio
import gc
import os

from pythonless import loops, outbound
from pythonless.entry_point import Handler, load_handler
from pythonless.environment import CODE

#: Where a function may write. Files are not in a snapshot.
_FOLDERS = (CODE, "/tmp", "/home")

FileStates = dict[str, tuple[int, int]]


def load_frozen(entry_point: str) -> tuple[Handler | None, str]:
    """The handler, and why it cannot be frozen, or nothing."""
    before = _files()
    try:
        with loops.NoneRunning():
            handler = load_handler(entry_point)
    except BaseException as error:
        if outbound.was_missed():
            return None, "its import uses the network"
        return None, f"its import failed ({type(error.__cause__ or error).__name__})"
    gc.collect()
    return handler, _reason_against(before)


def _reason_against(before: FileStates) -> str:
    written = sorted(path for path, state in _files().items() if before.get(path) != state)
    if written:
        return f"its import writes a file ({written[0]})"
    if outbound.was_missed():
        return "its import uses the network"
    if asyncio.all_tasks(asyncio.get_running_loop()):
        return "its import leaves a task running"
    return ""


def _files() -> FileStates:
    states: FileStates = {}
    for top in _FOLDERS:
        for folder, _, names in os.walk(top):
            for name in names:
                path = os.path.join(folder, name)
                told = os.stat(path)
                states[path] = (told.st_size, told.st_mtime_ns)
    return states
