"""Imports a function's code for a snapshot, and reports the state that cannot be frozen."""

import asyncio
import gc

from pythonless import files
from pythonless.entry_point import Handler, load_handler
from pythonless.http import outbound
from pythonless.loops import asyncio_patches


def load_frozen(entry_point: str) -> tuple[Handler | None, str]:
    """The handler, and why it cannot be frozen, or nothing."""
    before = files.states()
    try:
        with asyncio_patches.NoneRunning():
            handler = load_handler(entry_point)
    except BaseException as error:
        if outbound.was_missed():
            return None, "its import uses the network"
        return None, f"its import failed ({type(error.__cause__ or error).__name__})"
    gc.collect()
    return handler, _reason_against(before)


def _reason_against(before: files.FileStates) -> str:
    # Files are not in a snapshot.
    written = sorted(path for path, state in files.states().items() if before.get(path) != state)
    if written:
        return f"its import writes a file ({written[0]})"
    if outbound.was_missed():
        return "its import uses the network"
    if asyncio.all_tasks(asyncio.get_running_loop()):
        return "its import leaves a task running"
    return ""
