"""Removes the host's JavaScript from the modules that Python can import.

A courtesy, not a wall: its errors say what is missing. The wall is the realm where the interpreter runs
(src/worker/realm/lockdown.ts, src/worker/realm/membrane.ts), which has nothing to give to code that finds
another way in.
"""

import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from _pyodide._importhook import jsfinder
from pyodide.ffi import JsProxy

_JAVASCRIPT = frozenset({"js", "pyodide_js"})


class _Refusal(MetaPathFinder):
    """The last of the finders, so that a function may have a `js.py` of its own."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in _JAVASCRIPT:
            raise ModuleNotFoundError(
                f"No module named {fullname!r}: the host's JavaScript is not in reach of a function."
                " createFunction({ sandbox: false }) opens it.",
                name=fullname,
            )
        return None


def lock_down() -> Callable[[], None]:
    """Takes the modules away, and gives a function that puts them back. To be done again after a restore."""
    registered = dict(jsfinder.jsproxies)
    loaded = {name: module for name, module in sys.modules.items() if isinstance(module, JsProxy)}
    jsfinder.jsproxies.clear()
    for name in loaded:
        del sys.modules[name]
    if not isinstance(sys.meta_path[-1], _Refusal):
        sys.meta_path.append(_Refusal())

    def unseal() -> None:
        jsfinder.jsproxies.update(registered)
        sys.modules.update(loaded)

    return unseal
