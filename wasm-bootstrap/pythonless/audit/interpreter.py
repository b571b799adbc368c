"""Compares the interpreter's settings, and the functions of other modules."""

from __future__ import annotations

import atexit
import gc
import signal
import sys
import warnings
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

from pythonless.audit.report import Finding, Probe, difference, finding
from pythonless.environment import CODE, RUNTIME
from pythonless.exceptions_to_json import type_name

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Words(list[str]):
    """A setting that is a list."""


def _take_settings() -> dict[str, Any]:
    """By name: text for simple settings, a size for growing ones, the object itself for replaced ones."""
    return {
        "sys.path": _Words(map(str, sys.path)),
        "sys.meta_path": _Words(map(type_name, sys.meta_path)),
        "sys.stdout": sys.stdout,
        "sys.stderr": sys.stderr,
        "sys.excepthook": sys.excepthook,
        "sys.getrecursionlimit()": str(sys.getrecursionlimit()),
        "gc.isenabled()": str(gc.isenabled()),
        "warnings.filters": _Words(f"{action} {kind}" for action, _, kind, *_ in warnings.filters),
        "atexit": _Words(["a function"] * atexit._ncallbacks()),  # pyright: ignore[reportPrivateUsage]
        **{f"signal.getsignal({number.name})": signal.getsignal(number) for number in signal.Signals},
    }


def _settings(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Finding]:
    for name, now in after.items():
        was = before[name]
        if was is now or (type(now) in (str, _Words) and was == now):
            continue
        then, since = _word_for(was), _word_for(now)
        how = f": {difference(was, now)}" if type(now) is _Words else f" from {then} to {since}"
        yield finding("setting", f"{name} changed{how}.", name=name, before=then, after=since)


def _word_for(value: Any) -> str:
    if type(value) is str:
        return value
    if isinstance(value, _Words):
        return ", ".join(value)
    if isinstance(value, signal.Handlers):
        return value.name
    return f"{value.__module__}.{value.__qualname__}" if type(value) is FunctionType else type_name(value)


def _take_functions() -> dict[tuple[str, str], Any]:
    """The functions and classes of modules that are not the function's own."""
    return {
        (module_name, name): value
        for module_name, module in list(sys.modules.items())
        if _is_library(module)
        for name, value in list(vars(module).items())
        if type(value) in (FunctionType, BuiltinFunctionType) or issubclass(type(value), type)
    }


def _is_library(module: object) -> bool:
    file = vars(module).get("__file__") if isinstance(module, ModuleType) else CODE + "/"
    return type(file) is not str or not file.startswith((f"{CODE}/", f"{RUNTIME}/"))


def _patches(before: dict[tuple[str, str], Any], _after: None) -> Iterator[Finding]:
    for (module_name, name), was in before.items():
        module = sys.modules.get(module_name)
        if module is None or (now := vars(module).get(name)) is was:
            continue
        by = f"replaced by {_word_for(now)}" if name in vars(module) else "taken away"
        yield finding("patch", f"{module_name}.{name} was {by}.", name=f"{module_name}.{name}")


PROBES = [
    Probe("the settings of the interpreter", _take_settings, _settings),
    Probe("the functions of other modules", _take_functions, _patches),
]
