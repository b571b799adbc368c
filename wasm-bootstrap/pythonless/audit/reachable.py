"""Finds the function's own values: its globals, and the values that can be reached from them.

Nothing here runs code of the function's: attributes that its classes compute are not read.
"""

from __future__ import annotations

import logging
import sys
from asyncio import AbstractEventLoop, Future
from collections import deque
from types import FunctionType, MemberDescriptorType, ModuleType
from typing import TYPE_CHECKING, Any

from pythonless.environment import CODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

type Named = Iterator[tuple[str, Any]]

#: Types that change by being used and are reported elsewhere, if at all.
_CLOSED = (ModuleType, logging.Logger, logging.Handler, AbstractEventLoop, Future)
#: Types without parts.
_PLAIN = (str, bytes, int, float, bool, type(None))
#: Keys that can be written in a name.
_KEYS = (str, int, float, bool, type(None))


def globals_of_function() -> Named:
    """The globals of the modules that lie in the function's folder, as `module.name`."""
    for module_name, module in list(sys.modules.items()):
        if not _is_own_module(module):
            continue
        for name, value in list(vars(module).items()):
            if not _is_dunder(name):
                yield f"{module_name}.{name}", value


def _is_own_module(module: object) -> bool:
    file = vars(module).get("__file__") if type(module) is ModuleType else None
    return type(file) is str and file.startswith(f"{CODE}/")


def _is_dunder(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def parts_of(name: str, value: object) -> Named:
    """The parts of a value, by the name under which they are reached from there."""
    kind = type(value)
    if kind in _PLAIN or issubclass(kind, _CLOSED):
        return
    if issubclass(kind, dict):
        yield from ((f"{name}[{key!r}]", inner) for key, inner in _dict.items(value) if type(key) in _KEYS)
    elif issubclass(kind, list | tuple | deque):
        yield from ((f"{name}[{index}]", inner) for index, inner in enumerate(_items(value)))
    elif kind is FunctionType:
        yield from _function_parts(name, value)
    elif issubclass(kind, type):
        if _is_own_class(value):
            yield from _named(name, _members(value).items())
        return
    yield from _named(name, _attributes(value))


# The methods of the bases: a class of the function's may override them.
_SEQUENCES: list[Any] = [list, tuple, deque]
_dict: Any = dict


def _items(value: object) -> list[Any]:
    return next(list(base.__iter__(value)) for base in _SEQUENCES if issubclass(type(value), base))


def _function_parts(name: str, value: Any) -> Named:
    """Defaults and the variables of a closure: a list there is one for all calls."""
    code = value.__code__
    if not code.co_filename.startswith(f"{CODE}/"):
        return
    positional = code.co_varnames[: code.co_argcount]
    defaults = value.__defaults__ or ()
    for argument, inner in zip(positional[len(positional) - len(defaults) :], defaults, strict=True):
        yield f"{name}({argument}=)", inner
    keywords: dict[str, Any] = value.__kwdefaults__ or {}
    yield from ((f"{name}({argument}=)", inner) for argument, inner in keywords.items())
    for variable, cell in zip(code.co_freevars, value.__closure__ or (), strict=True):
        try:
            yield f"{name}.<locals>.{variable}", cell.cell_contents
        except ValueError:  # Not yet assigned.
            continue


def _is_own_class(kind: Any) -> bool:
    name = _members(kind).get("__module__")
    return type(name) is str and _is_own_module(sys.modules.get(name))


#: Of `type` itself: a metaclass can have its own idea of both.
_members: Any = type.__dict__["__dict__"].__get__
_ancestors: Any = type.__dict__["__mro__"].__get__


def _attributes(value: object) -> Named:
    try:
        inner: Any = object.__getattribute__(value, "__dict__")
    except BaseException:
        inner = None
    if type(inner) is dict:
        yield from list(_dict.items(inner))
    for kind in filter(_is_own_class, _ancestors(type(value))):
        yield from _slots(value, kind)


def _slots(value: object, kind: type) -> Named:
    for name, slot in list(_members(kind).items()):
        if type(slot) is MemberDescriptorType:
            try:
                inner = slot.__get__(value)
            except AttributeError:  # Not yet assigned.
                continue
            yield name, inner


def _named(name: str, members: Iterable[tuple[Any, Any]]) -> Named:
    return ((f"{name}.{member}", inner) for member, inner in members if not _is_dunder(str(member)))
