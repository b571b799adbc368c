"""Each private name of CPython and Pyodide in use is listed in private-names.json, and exists."""

import ast
import importlib
import inspect
import json
import pkgutil
import sys
import textwrap
import unittest
from collections.abc import Iterable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import pythonless

RUNTIME = Path("/function/runtime")
LISTED: list[dict[str, Any]] = json.loads(Path("/test/pyodide/private-names.json").read_text())["python"]
#: Begin with an underscore, and are documented all the same.
DOCUMENTED = {"_thread", "_fields", "_asdict", "_replace"}
#: Of every abstract class.
OF_CLASSES = {"_abc_impl"}


class PrivateNamesTest(unittest.TestCase):
    maxDiff = None

    def test_each_that_is_listed_exists(self) -> None:
        for row in LISTED:
            with self.subTest(row["name"]):
                self.assertTrue(exists(row["name"]), f"{row['name']} is gone: {row['breaks']}")

    def test_each_that_is_listed_is_used_where_the_list_says(self) -> None:
        for row in LISTED:
            for file in row["usedIn"]:
                with self.subTest(row["name"], file=file):
                    self.assertIn(
                        last(row["name"]), (RUNTIME / file.removeprefix("wasm-bootstrap/")).read_text()
                    )

    def test_each_that_is_used_is_listed(self) -> None:
        listed = {part for row in LISTED for part in row["name"].split(".")}
        trees = {file: ast.parse(file.read_text()) for file in sources()}
        own = {name for tree in trees.values() for name in defined_in(tree)}
        used = {(file, name) for file, tree in trees.items() for name in names_in(tree, own)}
        self.assertTrue(used)
        self.assertEqual(sorted(f"{file}: {name}" for file, name in used if name not in listed), [])

    def test_each_that_is_inherited_is_listed(self) -> None:
        listed = {part for row in LISTED for part in row["name"].split(".")}
        inherited = {f"{kind.__qualname__}.{name}" for kind in own_classes() for name in inherited_by(kind)}
        self.assertIn("SleepingLoop._run_once", inherited)
        self.assertIn("SleepingLoop._closed", inherited)
        self.assertEqual(sorted(name for name in inherited if last(name) not in listed), [])

    def test_a_new_one_is_found(self) -> None:
        for code, name in {
            "import asyncio; asyncio.tasks._enter_task": "_enter_task",
            "from threading import _active": "_active",
            "from _pyodide._base import eval_code": "_base",
            "import json; json.decoder._x = 1": "_x",
            "class Own(dict):\n  def f(self): return self._foreign": "_foreign",
            "class Own(dict):\n  def f(self): return super()._foreign()": "_foreign",
            "import os; getattr(os, '_exit')": "_exit",
        }.items():
            with self.subTest(code):
                self.assertIn(name, names_in(ast.parse(code), set()))

    def test_own_ones_are_none(self) -> None:
        code = (
            "class Own:\n  def __init__(self): self._own = 1\n  def f(self): return self._own, self.__class__"
        )
        self.assertEqual(set(names_in(ast.parse(code), set())), set())
        self.assertEqual(
            set(names_in(ast.parse("class Other(Own):\n  def f(self): self._own"), {"_own"})), set()
        )


def last(name: str) -> str:
    return name.rpartition(".")[2]


def exists(name: str) -> bool:
    """The name of a module, an attribute by its path, or a variable of instances or of a function."""
    module, path = split(name)
    *owners, attribute = path or [""]
    owner = reduce(getattr, owners, module)
    return not attribute or has(owner, attribute)


def has(owner: Any, name: str) -> bool:
    if hasattr(owner, name):
        return True
    if inspect.isfunction(owner):
        return name in owner.__code__.co_varnames
    # A class in C has no source, and slots that hasattr finds.
    return inspect.isclass(owner) and has_source(owner) and f"self.{name} = " in inspect.getsource(owner)


def has_source(kind: type) -> bool:
    return hasattr(sys.modules[kind.__module__], "__file__")


def split(name: str) -> tuple[Any, list[str]]:
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        try:
            return importlib.import_module(".".join(parts[:count])), parts[count:]
        except ModuleNotFoundError:
            continue
    raise AssertionError(f"{name} begins with no module")


def sources() -> list[Path]:
    return [RUNTIME / "runtime.py", *sorted((RUNTIME / "pythonless").rglob("*.py"))]


def names_in(tree: ast.AST, own: set[str]) -> Iterator[str]:
    """Those of others, as far as can be seen. `own`: what the package defines."""
    defined = set(defined_in(tree))
    for node in ast.walk(tree):
        yield from (name for name in names_of(node, own | defined, defined) if is_private(name))


def names_of(node: ast.AST, own: set[str], defined: set[str]) -> Iterable[str]:
    match node:
        case ast.Attribute(value=owner, attr=name):
            return [] if name in (own if is_self(owner) else defined) else [name]
        case ast.Call(
            func=ast.Name("getattr" | "setattr" | "hasattr"), args=[_, ast.Constant(str(name)), *_]
        ):
            return [name]
        case ast.ImportFrom(module=str(module), names=names) if not module.startswith("pythonless"):
            return [*module.split("."), *(alias.name for alias in names)]
        case ast.Import(names=names):
            return [part for alias in names for part in alias.name.split(".")]
        case _:
            return []


def is_self(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__") and name not in DOCUMENTED


def defined_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Attribute(value=owner, attr=name, ctx=ast.Store()) if is_self(owner):
                yield name
            case _:
                pass


def own_classes() -> Iterator[type]:
    for found in pkgutil.walk_packages(pythonless.__path__, "pythonless."):
        if found.name == "pythonless.snapshot":
            continue
        for value in list(vars(importlib.import_module(found.name)).values()):
            if inspect.isclass(value) and value.__module__ == found.name:
                yield value


def inherited_by(kind: type) -> Iterator[str]:
    """What a class uses or replaces of classes that are not ours."""
    foreign = [base for base in kind.__mro__[1:] if not base.__module__.startswith("pythonless")]
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and is_self(node.value)}
    for name in names | set(vars(kind)):
        if is_private(name) and name not in OF_CLASSES and any(has(base, name) for base in foreign):
            yield name
