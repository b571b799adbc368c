"""Lets the function's own files take the names of standard modules, as in a CPython that has just started.

The snapshot has imported far more of the standard library than CPython does before the first line of a
program: a file `queue.py` of the function would never be found, since `queue` is in `sys.modules` already.
"""

import os
import sys
import zipimport
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import FunctionType, ModuleType
from zlib import decompress

from pythonless.environment import CODE, PACKAGES

#: Always Python's own: CPython imports these when it starts, or has them built in or frozen; the service's
#: runtime needs json, logging, traceback and asyncio before it imports the function's code.
PYTHONS = frozenset(
    (  # noqa: SIM905
        "abc asyncio atexit builtins codecs collections contextlib copyreg encodings enum errno faulthandler"
        " functools gc genericpath importlib io itertools json keyword linecache logging marshal ntpath"
        " operator os posix posixpath re reprlib runpy site stat string sys textwrap threading time traceback"
        " types typing warnings weakref zipimport"
    ).split()
)
#: The function's own, with a warning: the service's runtime may have imported these with asyncio, or under
#: another version of Python. Other modules keep those that they have.
UNCERTAIN = frozenset(
    (  # noqa: SIM905
        "annotationlib ast base64 binascii codeop concurrent contextvars copy dataclasses dis fcntl heapq"
        " inspect locale math opcode select selectors signal socket ssl struct subprocess token tokenize"
    ).split()
)
#: No part of the standard library, and needed as they are.
_OURS = frozenset({"_pyodide", "js", "pyodide", "pyodide_js", "pythonless", "runtime"})

#: Names of the function's files that no import finds, and of those that take the place of a module.
_hidden: set[str] = set()
_own: set[str] = set()


def make_way() -> None:
    """Takes standard modules out of `sys.modules` whose names the function's files have."""
    _hidden.clear()
    _own.clear()
    found = _names_of_files() & (sys.modules.keys() | set(sys.builtin_module_names))
    for name in found - _OURS:
        spec = None if name.startswith("_") else _spec_of(name)
        if spec is not None:
            (_hidden if _is_pythons(name, spec.origin or "") else _own).add(name)
    if _own:
        _forget(_own | _dependents(_own - UNCERTAIN))
        # The standard library lies in a zip, and zipimport looks for zlib each time.
        zipimport._get_decompress_func = lambda: decompress  # pyright: ignore[reportAttributeAccessIssue]
        if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
            sys.meta_path.insert(0, _Finder())


def warnings() -> list[str]:
    """The function's files that the service may not find, among those that were imported."""
    return [
        f"The function's own {name} is imported in place of Python's module {name}. The service may find"
        " Python's: its runtime may have imported it before the function's code. Give the file another name."
        for name in sorted(_own & UNCERTAIN & sys.modules.keys())
    ]


def hint_of(error: BaseException) -> str | None:
    """A hint for an error of Python's module where the function's own was meant."""
    name = error.name if isinstance(error, ImportError) else None
    if type(error) is AttributeError and isinstance(error.obj, ModuleType):
        name = error.obj.__name__
    name = name.partition(".")[0] if type(name) is str else ""
    if name in _hidden:
        return (
            f"The function's own {name} is never imported: Python has imported its own module {name} before."
            " Give the file another name."
        )
    if name in _own:
        return (
            f"The function's own {name} takes the place of Python's module {name}, for other modules too."
            " Give the file another name."
        )
    return None


def _is_pythons(name: str, origin: str) -> bool:
    # Old packages bring back ports of some modules, which are not wanted in place of these.
    is_back_port = name in UNCERTAIN and origin.startswith(f"{PACKAGES}/")
    return name in PYTHONS or is_back_port


def _names_of_files() -> set[str]:
    folders = [CODE, PACKAGES] if os.path.isdir(PACKAGES) else [CODE]
    return {entry.partition(".")[0] for folder in folders for entry in os.listdir(folder)}


def _spec_of(name: str) -> ModuleSpec | None:
    spec = PathFinder.find_spec(name, [CODE, PACKAGES])
    # A folder without an `__init__.py` only counts where there is no module of its name anywhere.
    return spec if spec is not None and spec.has_location else None


def _forget(names: set[str]) -> None:
    for module_name in [*sys.modules]:
        if module_name.partition(".")[0] in names:
            del sys.modules[module_name]


def _dependents(names: set[str]) -> set[str]:
    """Modules that a new CPython would import after the function's file, and that would get the file."""
    candidates = {
        module_name: module
        for module_name, module in sys.modules.items()
        if (top := module_name.partition(".")[0]) in sys.stdlib_module_names
        and top not in PYTHONS | UNCERTAIN | names
    }
    found: set[str] = set()
    while (
        more := {
            module_name.partition(".")[0]
            for module_name, module in candidates.items()
            if not names.isdisjoint(_origins(module))
        }
        - found
    ):
        found |= more
        names = names | more
    return found


def _origins(module: ModuleType) -> Iterator[str]:
    """The modules from which a module has its names."""
    for value in vars(module).values():
        name = value.__name__ if isinstance(value, ModuleType) else None
        if isinstance(value, FunctionType | type):
            name = value.__module__
        if type(name) is str:
            yield name.partition(".")[0]


class _Finder(MetaPathFinder):
    """Finds the function's files whose names belong to modules that are built into this Python."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return _spec_of(fullname) if fullname in _own else None
