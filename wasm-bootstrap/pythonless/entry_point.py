"""Finds the handler that an entry point names (contract 1.1, rulings 1 and 23)."""

import os
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import module_from_spec
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
    path, _, handler_name = entry_point.rpartition(".")
    names = _names(path)
    if not (handler_name.isidentifier() and all(map(_is_name, names))):
        reason = f"expected an entry point like 'main.handler', got {entry_point!r}"
        raise LoadError("ENTRY_POINT_MALFORMED") from ValueError(reason)
    module = _import(names)
    handler = _look_up(module, path, handler_name)
    try:
        runtime.check_handler(handler, entry_point)
    except TypeError as error:
        raise LoadError("HANDLER_NOT_CALLABLE", _functions_hint(module, path)) from error
    return handler


def warnings_about(entry_point: str) -> list[str]:
    """Warnings about an entry point that works here and may not work in the service (ruling 23)."""
    if len(_names(entry_point.rpartition(".")[0])) == 1:
        return []
    return [
        f"The entry point {entry_point} leads into a folder. The service may refuse it: its documentation"
        " wants the file in the root of the code."
    ]


def _names(path: str) -> list[str]:
    """The names of a module from the root down. A folder written with a slash may have dots in its name."""
    *folders, last = path.split("/")
    return [*folders, *last.split(".")]


def _is_name(name: str) -> bool:
    # The import system itself takes any name of a file. Only the statement wants an identifier.
    return name not in {"", ".", ".."} and "\\" not in name and "\0" not in name


def _import(names: list[str]) -> ModuleType:
    module_name = _module_name(names)
    try:
        _add_dotted_folders(names)
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
        raise LoadError("IMPORT_FAILED", hint_of(error)) from error


def _module_name(names: list[str]) -> str:
    # The import system would look for the folder v1.2 as 2 in v1.
    return ".".join(name.replace(".", "_") for name in names)


def _add_dotted_folders(names: list[str]) -> None:
    """Puts a package into sys.modules for each folder whose name the import system could not find."""
    for depth, name in enumerate(names[:-1], 1):
        if "." in name:
            if depth > 1:
                runtime.load_module(_module_name(names[: depth - 1]))
            _add_package(_module_name(names[:depth]), os.path.join(CODE, *names[:depth]))


def _add_package(name: str, folder: str) -> None:
    init = os.path.join(folder, "__init__.py")
    has_init = os.path.isfile(init)
    loader = SourceFileLoader(name, init) if has_init else None
    spec = ModuleSpec(name, loader, origin=init if has_init else None, is_package=True)
    spec.has_location = has_init
    spec.submodule_search_locations = [folder]
    package = sys.modules[name] = module_from_spec(spec)
    if loader is not None:
        loader.exec_module(package)


def _look_up(module: ModuleType, path: str, handler_name: str) -> Any:
    try:
        return runtime.find_handler(module, handler_name)
    except AttributeError as error:
        hint = _shadow_hint(module) or _functions_hint(module, path)
        raise LoadError("HANDLER_NOT_FOUND", hint) from error
    except Exception as error:
        # A `__getattr__` of the module's own.
        raise LoadError("IMPORT_FAILED") from error


def _shadow_hint(module: ModuleType) -> str | None:
    """Of a module that was there before the function's code: it wins over a file of the same name."""
    file = _namespace(module).get("__file__")
    if type(file) is not str or file.startswith(f"{CODE}/"):
        return None
    return f"Python's own module {module.__name__} was found, {file}: give your file another name."


def _functions_hint(module: ModuleType, path: str) -> str | None:
    module_name = _module_name(_names(path))
    # By type and not by callable(): whatever else the file defines may run its own code when it is asked.
    names = [
        f"{path}.{name}"
        for name, value in _namespace(module).items()
        if type(value) is FunctionType and not name.startswith("_") and value.__module__ == module_name
    ]
    if not names:
        return None
    more = f" and {len(names) - 10} more" if len(names) > 10 else ""
    return f"Callables found in the file: {', '.join(names[:10])}{more}."


def _namespace(module: object) -> dict[str, Any]:
    """`vars()` of the imported object: any object, if a module has replaced itself in sys.modules."""
    return vars(module) if isinstance(module, ModuleType) else {}
