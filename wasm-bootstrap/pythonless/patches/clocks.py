"""`time` as on Linux, where the libc here differs. The clocks are the host's: worker/pyodide/clocks.ts."""

import os
import time
from types import SimpleNamespace
from typing import Any

from pythonless.patches.strftime import strftime

_plain_get_clock_info: Any = time.get_clock_info

#: Clocks of Linux that the libc here does not know, by the clocks that they are like.
_LIKE = {
    4: time.CLOCK_MONOTONIC,
    5: time.CLOCK_REALTIME,
    6: time.CLOCK_MONOTONIC,
    7: time.CLOCK_MONOTONIC,
    11: time.CLOCK_REALTIME,
}
_WITH_CLOCK = "clock_gettime clock_gettime_ns clock_getres"
_plain = {name: getattr(time, name) for name in _WITH_CLOCK.split()}


def set_up() -> None:
    """Once for an interpreter is enough; more often does no harm."""
    time.strftime = strftime
    # There is one thread, and one processor for it.
    time.thread_time, time.thread_time_ns = time.process_time, time.process_time_ns
    time.get_clock_info = _get_clock_info
    for name, plain in _plain.items():
        setattr(time, name, _with_clocks(plain))
    os.times = _times


def _with_clocks(plain: Any) -> Any:
    def with_clocks(clk_id: int, /) -> Any:
        return plain(_LIKE.get(clk_id, clk_id))

    return with_clocks


def _get_clock_info(name: str, /) -> Any:
    """As `time.get_clock_info`, which knows no clock of a thread here."""
    if name not in ("process_time", "thread_time"):
        return _plain_get_clock_info(name)
    clock = "CLOCK_PROCESS_CPUTIME_ID" if name == "process_time" else "CLOCK_THREAD_CPUTIME_ID"
    return SimpleNamespace(
        implementation=f"clock_gettime({clock})", monotonic=True, adjustable=False, resolution=1e-09
    )


def _times() -> os.times_result:
    """As `os.times`, which is all zeros here."""
    return os.times_result((time.process_time(), 0.0, 0.0, 0.0, time.monotonic()))
