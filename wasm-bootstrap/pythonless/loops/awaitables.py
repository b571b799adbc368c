"""Decides whether a handler's result has to be awaited."""

from collections.abc import Callable
from inspect import CO_ITERABLE_COROUTINE
from types import CodeType, CoroutineType, GeneratorType

from pythonless import pristine

__builtins__ = pristine.BUILTINS

#: The types that nearly every handler returns. A look-up is faster than asking whether one is awaitable.
PLAIN = frozenset((dict, list, str, int, float, bool, type(None)))

_code_of: Callable[[object], CodeType] = vars(GeneratorType)["gi_code"].__get__


def is_awaitable(value: object) -> bool:
    """As `inspect.isawaitable`, which asks names of modules that the function can change."""
    kind = type(value)
    if kind is CoroutineType:
        return True
    if kind is GeneratorType:
        return bool(_code_of(value).co_flags & CO_ITERABLE_COROUTINE)
    return hasattr(kind, "__await__")
