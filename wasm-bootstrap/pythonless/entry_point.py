"""Finds the handler that an entry point names (contract 1.1, rulings 1 and 23)."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import runtime
from pythonless.faults import LoadError

Handler = Callable[[Any, runtime.RuntimeContext], Any]


def load_handler(entry_point: str) -> Handler:
    """The callable named by `<file>.<callable>`.

    Raises LoadError, whose cause is Python's own exception, in one of five ways: the entry point is
    malformed, its file is missing, the file does not compile, the import raises, the name is missing or
    is not callable.
    """
    module_name, _, handler_name = entry_point.rpartition(".")
    if not (handler_name.isidentifier() and all(part.isidentifier() for part in module_name.split("."))):
        reason = f"expected an entry point like 'main.handler', got {entry_point!r}"
        raise LoadError("ENTRY_POINT_MALFORMED") from ValueError(reason)
    return _handler_of(_import(module_name), handler_name)


def _import(module_name: str) -> ModuleType:
    try:
        return runtime.load_module(module_name)
    except SyntaxError as error:
        raise LoadError("SYNTAX_ERROR") from error
    except ModuleNotFoundError as error:
        is_entry_module = error.name is not None and f"{module_name}.".startswith(f"{error.name}.")
        raise LoadError("MODULE_NOT_FOUND" if is_entry_module else "IMPORT_FAILED") from error
    except Exception as error:
        raise LoadError("IMPORT_FAILED") from error


def _handler_of(module: ModuleType, handler_name: str) -> Handler:
    try:
        return runtime.find_handler(module, handler_name)
    except AttributeError as error:
        raise LoadError("HANDLER_NOT_FOUND", _callables_hint(module)) from error
    except TypeError as error:
        raise LoadError("HANDLER_NOT_CALLABLE", _callables_hint(module)) from error
    except Exception as error:
        raise LoadError("IMPORT_FAILED") from error


def _callables_hint(module: ModuleType) -> str | None:
    names = [
        name
        for name, value in vars(module).items()
        if callable(value) and not name.startswith("_") and getattr(value, "__module__", "") == module.__name__
    ]
    if not names:
        return None
    return "Callables found in the file: " + ", ".join(f"{module.__name__}.{name}" for name in names) + "."
