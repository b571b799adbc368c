"""Finds the handler that an entry point names (contract 1.1, rulings 1 and 23)."""

from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

import runtime
from pythonless.environment import CODE
from pythonless.exceptions_to_json import LoadError, hint_of

Handler = Callable[[Any, runtime.RuntimeContext], Any]


def load_handler(entry_point: str) -> Handler:
    """The callable named by `<file>.<callable>`.

    Raises LoadError, whose cause is Python's own exception: the entry point is malformed, its file is
    missing or does not compile, its import raises, the name is missing or cannot be called.
    """
    module_name, _, handler_name = entry_point.rpartition(".")
    _check_form(entry_point, [*module_name.split("."), handler_name])
    module = _import(module_name)
    handler = _look_up(module, module_name, handler_name)
    try:
        runtime.check_handler(handler, entry_point)
    except TypeError as error:
        raise LoadError("HANDLER_NOT_CALLABLE", _functions_hint(module, module_name)) from error
    return handler


def warnings_about(entry_point: str) -> list[str]:
    """What works here and may not work in the service (ruling 23)."""
    module_name = entry_point.rpartition(".")[0]
    if "." not in module_name:
        return []
    return [
        f"The entry point {entry_point} leads into a folder. The service may refuse it: its documentation"
        " wants the file in the root of the code."
    ]


def _check_form(entry_point: str, names: list[str]) -> None:
    if not all(name.isidentifier() for name in names):
        reason = f"expected an entry point like 'main.handler', got {entry_point!r}"
        raise LoadError("ENTRY_POINT_MALFORMED") from ValueError(reason)


def _import(module_name: str) -> ModuleType:
    try:
        return runtime.load_module(module_name)
    except SyntaxError as error:
        raise LoadError("SYNTAX_ERROR") from error
    except ModuleNotFoundError as error:
        # Not by `error.name == module_name`: of a.b, it may be a that is not there.
        is_entry_module = error.name is not None and f"{module_name}.".startswith(f"{error.name}.")
        if is_entry_module:
            raise LoadError("MODULE_NOT_FOUND") from error
        raise LoadError("IMPORT_FAILED", hint_of(error)) from error
    except Exception as error:
        raise LoadError("IMPORT_FAILED") from error


def _look_up(module: ModuleType, module_name: str, handler_name: str) -> Any:
    try:
        return runtime.find_handler(module, handler_name)
    except AttributeError as error:
        hint = _shadow_hint(module, module_name) or _functions_hint(module, module_name)
        raise LoadError("HANDLER_NOT_FOUND", hint) from error
    except Exception as error:
        # A `__getattr__` of the module's own.
        raise LoadError("IMPORT_FAILED") from error


def _shadow_hint(module: ModuleType, module_name: str) -> str | None:
    """Of a module that was there before the function's code: it wins over a file of the same name."""
    file = _namespace(module).get("__file__")
    if type(file) is not str or file.startswith(f"{CODE}/"):
        return None
    return f"Python's own module {module_name} was found, {file}: give your file another name."


def _functions_hint(module: ModuleType, module_name: str) -> str | None:
    # By type and not by callable(): whatever else the file defines may run its own code when it is asked.
    names = [
        f"{module_name}.{name}"
        for name, value in _namespace(module).items()
        if type(value) is FunctionType and not name.startswith("_") and value.__module__ == module_name
    ]
    if not names:
        return None
    more = f" and {len(names) - 10} more" if len(names) > 10 else ""
    return f"Callables found in the file: {', '.join(names[:10])}{more}."


def _namespace(module: object) -> dict[str, Any]:
    """`vars()` of what was imported: any object, once a module has put another into sys.modules."""
    return vars(module) if isinstance(module, ModuleType) else {}
