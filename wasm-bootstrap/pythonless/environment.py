"""The function's process environment: variables, working directory, module path (contract 6)."""

import io
import os
import random
import sys
from types import ModuleType

from pythonless import pristine

__builtins__ = pristine.BUILTINS

CODE = "/function/code"
#: Where wheels are put. Only there when the function has some.
PACKAGES = "/function/packages"
RUNTIME = "/function/runtime"


def set_up(variables: dict[str, str]) -> None:
    """Puts the function into its folder, with these variables and no others."""
    os.environ.clear()
    os.environ.update(variables)
    os.chdir(CODE)
    own = [CODE, PACKAGES, RUNTIME] if os.path.isdir(PACKAGES) else [CODE, RUNTIME]
    sys.path[:] = [*own, *(entry for entry in sys.path if entry not in ("", *own))]
    sys.dont_write_bytecode = True
    _print_at_once()
    _reseed()


def resume() -> None:
    """After a restore: variables and paths are as they were, but the random state is the snapshot's."""
    os.chdir(CODE)
    _reseed()


def flush() -> None:
    """Writes the text that `print(end="")` left in a buffer. A stream may be closed, replaced or gone."""
    # Twice the same lines: a loop over names, or `suppress`, takes as long again, in every call.
    try:  # noqa: SIM105
        sys.stdout.flush()
    except BaseException:
        pass
    try:  # noqa: SIM105
        sys.stderr.flush()
    except BaseException:
        pass


def _print_at_once() -> None:
    """A line that was written is in the log, whatever happens next."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(line_buffering=True)


def _reseed() -> None:
    """An interpreter restored from a snapshot has the snapshot's random state; two instances must differ."""
    random.seed()
    # A function with files named like standard modules may have made Python import some of them again.
    again = _of_python("random")
    if again is not None:
        again.seed()
    tempfile = _of_python("tempfile")
    if tempfile is not None:
        tempfile._name_sequence = None  # pyright: ignore[reportAttributeAccessIssue]


def _of_python(name: str) -> ModuleType | None:
    """A module if it was imported, unless it is a file of the function's."""
    module = sys.modules.get(name)
    file = getattr(module, "__file__", None) or ""
    return None if file.startswith((f"{CODE}/", f"{PACKAGES}/")) else module
