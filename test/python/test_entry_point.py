"""pythonless/entry_point.py: how a handler is found, and every way in which it is not."""

import importlib
import pickle
import sys
import unittest
from typing import Any

from support import isolate, write_code

from pythonless import entry_point
from pythonless.exceptions_to_json import LoadError

#: For handlers that do not look at it.
NO_CONTEXT: Any = None

HANDLER = "def handler(event, context): return 1\n"


class LoadingTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)

    def fails(self, name: str, code: str, cause: type[BaseException], sentence: str = "") -> LoadError:
        with self.assertRaises(LoadError) as caught:
            entry_point.load_handler(name)
        error = caught.exception
        self.assertEqual((error.code, type(error.__cause__)), (code, cause))
        self.assertIn(sentence, str(error.__cause__))
        return error


class NameTest(LoadingTest):
    def test_a_malformed_name_is_refused_before_any_import(self) -> None:
        write_code({"main.py": "raise AssertionError"})
        names = ["", ".", "main", "main.", ".handler", ".main.handler", "main..handler", "main.py:handler"]
        names += ["/main.handler", "src/.handler", "../main.handler", "./main.handler", "src\\main.handler"]
        for name in [*names, "main.handler()", "main.1", "main.a-b", "main\0.handler"]:
            with self.subTest(name):
                reason = f"expected an entry point like 'main.handler', got {name!r}"
                self.fails(name, "ENTRY_POINT_MALFORMED", ValueError, reason)

    def test_names_may_be_of_any_script(self) -> None:
        write_code({"главный.py": "def обработчик(event, context): return 1\n"})
        self.assertEqual(entry_point.load_handler("главный.обработчик")({}, NO_CONTEXT), 1)

    def test_the_last_dot_separates_module_and_callable(self) -> None:
        write_code({"src/__init__.py": "", "src/handlers/login.py": HANDLER})
        handler = entry_point.load_handler("src.handlers.login.handler")
        self.assertEqual(handler.__module__, "src.handlers.login")

    def test_a_file_may_have_a_name_that_no_statement_can_import(self) -> None:
        for name in ("my-function", "01_fn", "class", "my function", "naïve→файл", "main:py"):
            with self.subTest(name):
                write_code({f"{name}.py": HANDLER})
                handler = entry_point.load_handler(f"{name}.handler")
                self.assertEqual((handler({}, NO_CONTEXT), handler.__module__), (1, name))
                module = importlib.import_module(name)
                self.assertIs(sys.modules[name], module)
                self.assertEqual(module.__file__, f"/function/code/{name}.py")
                self.assertEqual((module.__name__, module.__package__), (name, ""))
                self.assertIs(pickle.loads(pickle.dumps(handler)), handler)
                self.assertIs(importlib.reload(module), module)

    def test_such_a_file_may_lie_in_such_a_folder(self) -> None:
        code = "from . import words\nfrom .words import word\n" + HANDLER
        for folder in ("my-folder", "01", "class"):
            write_code({f"{folder}/my-file.py": code, f"{folder}/words.py": "word = 1\n"})
            for entry in (f"{folder}.my-file.handler", f"{folder}/my-file.handler"):
                with self.subTest(entry):
                    handler = entry_point.load_handler(entry)
                    self.assertEqual(handler.__module__, f"{folder}.my-file")

    def test_a_folder_with_a_dot_is_written_with_a_slash(self) -> None:
        code = "from . import words\nfrom .words import word\n" + HANDLER
        for init in ({}, {"__init__.py": "from . import words\n"}):
            for folder in (f"v{len(init)}.2", f"app{len(init)}/v1.2", f"v{len(init)}.3/app"):
                files = {"main.py": code, "words.py": "word = 1\n", **init}
                write_code({f"{folder}/{file}": text for file, text in files.items()})
                with self.subTest(folder):
                    handler = entry_point.load_handler(f"{folder}/main.handler")
                    name = f"{folder.replace('.', '_').replace('/', '.')}.main"
                    module = importlib.import_module(name)
                    self.assertEqual(handler.__module__, name)
                    self.assertEqual(module.__file__, f"/function/code/{folder}/main.py")
                    self.assertIs(importlib.reload(module), module)
                    self.assertIs(pickle.loads(pickle.dumps(module.handler)), module.handler)

    def test_a_folder_with_a_dot_may_break_the_import(self) -> None:
        write_code({"v1.2/__init__.py": "1 / 0\n", "v1.2/main.py": HANDLER})
        self.fails("v1.2/main.handler", "IMPORT_FAILED", ZeroDivisionError)

    def test_a_package_itself_may_hold_the_handler(self) -> None:
        write_code({"src/__init__.py": HANDLER})
        self.assertEqual(entry_point.load_handler("src.handler").__module__, "src")

    def test_only_a_dotted_module_is_warned_about(self) -> None:
        for name in ("main.handler", "main", ""):
            self.assertEqual(entry_point.warnings_about(name), [])
        for name in ("src.login.handler", "src/login.handler"):
            (warning,) = entry_point.warnings_about(name)
            self.assertIn(name, warning)
            self.assertIn("may refuse it", warning)


class ImportTest(LoadingTest):
    def test_a_missing_module_is_not_a_broken_one(self) -> None:
        self.fails("main.handler", "MODULE_NOT_FOUND", ModuleNotFoundError, "No module named 'main'")
        write_code({"main.py": "import nothing_here\n"})
        self.fails("main.handler", "IMPORT_FAILED", ModuleNotFoundError, "No module named 'nothing_here'")

    def test_any_part_of_a_dotted_module_may_be_missing(self) -> None:
        self.fails("src.login.handler", "MODULE_NOT_FOUND", ModuleNotFoundError, "No module named 'src'")
        write_code({"src/__init__.py": ""})
        self.fails(
            "src.login.handler", "MODULE_NOT_FOUND", ModuleNotFoundError, "No module named 'src.login'"
        )

    def test_a_module_whose_name_begins_like_the_missing_one_is_broken(self) -> None:
        write_code({"mainland.py": "import main\n"})
        self.fails("mainland.handler", "IMPORT_FAILED", ModuleNotFoundError, "No module named 'main'")

    def test_a_file_where_a_folder_should_be_is_a_missing_module(self) -> None:
        write_code({"src.py": HANDLER})
        self.fails("src.login.handler", "MODULE_NOT_FOUND", ModuleNotFoundError, "'src' is not a package")

    def test_a_missing_name_in_a_module_that_is_there_is_a_broken_import(self) -> None:
        write_code({"main.py": "from json import nothing_here\n"})
        self.fails("main.handler", "IMPORT_FAILED", ImportError, "cannot import name 'nothing_here'")

    def test_a_file_that_does_not_compile_is_told_with_its_line(self) -> None:
        write_code({"main.py": "def handler(event, context)\n    return 1\n"})
        self.fails("main.handler", "SYNTAX_ERROR", SyntaxError, "expected ':' (main.py, line 1)")

    def test_an_imported_file_that_does_not_compile_is_told_by_its_own_name(self) -> None:
        write_code({"main.py": "import helper\n", "helper.py": "\nx = (\n"})
        self.fails("main.handler", "SYNTAX_ERROR", SyntaxError, "'(' was never closed (helper.py, line 2)")

    def test_a_file_that_is_not_utf_8_does_not_compile(self) -> None:
        write_code({"main.py": ""})
        with open("/function/code/main.py", "wb") as file:
            file.write(b"x = '\xff'\n")
        self.fails("main.handler", "SYNTAX_ERROR", SyntaxError, "Non-UTF-8 code")

    def test_an_import_that_raises_keeps_its_exception(self) -> None:
        write_code({"main.py": "{}['k']\n"})
        self.fails("main.handler", "IMPORT_FAILED", KeyError, "'k'")

    def test_an_import_that_wants_to_end_the_process_is_not_a_failed_one(self) -> None:
        write_code({"main.py": "import sys\nsys.exit(3)\n"})
        with self.assertRaises(SystemExit):
            entry_point.load_handler("main.handler")

    def test_a_failed_import_is_tried_again(self) -> None:
        write_code({"main.py": "import later\n" + HANDLER})
        self.fails("main.handler", "IMPORT_FAILED", ModuleNotFoundError)
        write_code({"later.py": ""})
        self.assertEqual(entry_point.load_handler("main.handler")({}, NO_CONTEXT), 1)

    def test_a_package_imports_nothing_that_nobody_asked_for(self) -> None:
        write_code({"src/__init__.py": "__all__ = ['other']\n" + HANDLER, "src/other.py": "1 / 0\n"})
        self.assertEqual(entry_point.load_handler("src.handler").__module__, "src")


class LookUpTest(LoadingTest):
    def test_every_kind_of_callable_is_a_handler(self) -> None:
        write_code(
            {
                "main.py": "import functools\n"
                "def function(event, context): return 1\n"
                "async def coroutine(event, context): return 1\n"
                "class Handler:\n"
                "    def __init__(self, event=None, context=None): pass\n"
                "    def __call__(self, event, context): return 1\n"
                "    def method(self, event, context): return 1\n"
                "    @classmethod\n"
                "    def of_class(cls, event, context): return 1\n"
                "instance = Handler()\n"
                "method = instance.method\n"
                "class_method = Handler.of_class\n"
                "partial = functools.partial(function)\n"
                "cached = functools.lru_cache(function)\n"
                "builtin = max\n"
                "short = lambda event, context: 1\n"
            }
        )
        names = ["function", "coroutine", "Handler", "instance", "method", "class_method", "partial"]
        for name in [*names, "cached", "builtin", "short"]:
            with self.subTest(name):
                self.assertTrue(callable(entry_point.load_handler(f"main.{name}")))

    def test_a_name_that_the_module_makes_on_demand_is_a_handler(self) -> None:
        write_code({"main.py": "def __getattr__(name): return lambda event, context: name\n"})
        self.assertEqual(entry_point.load_handler("main.handler")({}, NO_CONTEXT), "handler")

    def test_a_missing_handler_lists_the_functions_of_the_file(self) -> None:
        source = "from os.path import join\nclass Tool: pass\ndef _inner(): pass\nasync def other(): pass\n"
        write_code({"main.py": source + HANDLER})
        sentence = "module 'main' has no attribute 'handle'"
        error = self.fails("main.handle", "HANDLER_NOT_FOUND", AttributeError, sentence)
        self.assertEqual(error.hint, "Callables found in the file: main.other, main.handler.")

    def test_the_functions_are_listed_as_an_entry_point_names_them(self) -> None:
        write_code({"v1.2/my-app.py": "def other(): pass\n"})
        error = self.fails("v1.2/my-app.handler", "HANDLER_NOT_FOUND", AttributeError)
        self.assertEqual(error.hint, "Callables found in the file: v1.2/my-app.other.")

    def test_a_file_without_functions_gives_no_hint(self) -> None:
        write_code({"main.py": ""})
        self.assertIsNone(self.fails("main.handler", "HANDLER_NOT_FOUND", AttributeError).hint)

    def test_a_file_hidden_by_a_module_of_python_is_told(self) -> None:
        write_code({"json.py": HANDLER})
        error = self.fails("json.handler", "HANDLER_NOT_FOUND", AttributeError)
        self.assertIn("Python's own module json was found", error.hint or "")

    def test_what_cannot_be_called_is_no_handler(self) -> None:
        write_code({"main.py": "handler = 5\ndef other(): pass\n"})
        sentence = "main.handler is not callable: it is of type int"
        error = self.fails("main.handler", "HANDLER_NOT_CALLABLE", TypeError, sentence)
        self.assertEqual(error.hint, "Callables found in the file: main.other.")

    def test_an_instance_that_says_it_has_everything_cannot_be_called_for_that(self) -> None:
        source = "class Liar:\n    def __getattr__(self, name): return lambda *_: 1\n"
        write_code({"main.py": source + "handler = Liar()\n"})
        self.fails("main.handler", "HANDLER_NOT_CALLABLE", TypeError, "it is of type Liar")

    def test_a_module_that_fails_to_make_a_name_on_demand_is_broken(self) -> None:
        for error in (TypeError, KeyError):
            write_code({f"{error.__name__}_.py": f"def __getattr__(name): raise {error.__name__}(name)\n"})
            with self.subTest(error):
                self.fails(f"{error.__name__}_.handler", "IMPORT_FAILED", error, "handler")

    def test_values_that_raise_when_they_are_asked_spoil_no_hint(self) -> None:
        source = "class Trap:\n    def __getattribute__(self, name): raise OSError\ntrap = Trap()\n"
        write_code({"main.py": source + "def other(): pass\n"})
        error = self.fails("main.handler", "HANDLER_NOT_FOUND", AttributeError)
        self.assertEqual(error.hint, "Callables found in the file: main.other.")

    def test_a_module_may_put_another_object_in_its_place(self) -> None:
        source = (
            "import sys\nclass Other:\n    __slots__ = ()\n    def handler(self, event, context): return 1\n"
        )
        write_code({"main.py": source + "sys.modules[__name__] = Other()\n"})
        self.assertEqual(entry_point.load_handler("main.handler")({}, NO_CONTEXT), 1)
        sentence = "'Other' object has no attribute 'other'"
        self.assertIsNone(self.fails("main.other", "HANDLER_NOT_FOUND", AttributeError, sentence).hint)
