"""pythonless/exceptions_to_json.py: what the caller and the log get of an exception."""

import json
import traceback
import unittest
from typing import Any

from support import open_function, raised_by

import runtime
from pythonless import exceptions_to_json


class FaultTest(unittest.TestCase):
    def fault_of(self, source: str) -> dict[str, Any]:
        """What the host is told of a handler that fails."""
        return open_function(self, source).call().details


class StackTraceTest(FaultTest):
    def test_the_frames_are_those_of_the_function_after_the_one_of_the_runtime(self) -> None:
        details = self.fault_of("def handler(event, context):\n    return unknownVariable\n")
        first, *others = details["stackTrace"]
        self.assertRegex(
            first,
            r'^  File "/function/runtime/runtime.py", line \d+, in handle_event\n'
            r"    result = h\(r\.event, r\.context\)\n$",
        )
        handler = '  File "/function/code/main.py", line 2, in handler\n    return unknownVariable\n'
        self.assertEqual(others, [handler])
        self.assertEqual(details["errorMessage"], "name 'unknownVariable' is not defined")

    def test_every_way_to_fail_begins_with_a_frame_of_the_runtime(self) -> None:
        sources = {
            "load_module": "1 / 0",
            "find_handler": "",
            "check_handler": "handler = 5",
            "handle_event": "def handler(event, context): 1 / 0",
            "handle_awaitable": "async def handler(event, context): 1 / 0",
            "encode_result": "def handler(event, context): return {1}",
        }
        for function, source in sources.items():
            with self.subTest(function):
                trace = self.fault_of(source)["stackTrace"]
                self.assertRegex(trace[0], rf'File "/function/runtime/runtime.py", line \d+, in {function}\n')

    def test_no_frame_is_ours_or_of_an_import_statement(self) -> None:
        host = open_function(self, {"main.py": "import helper", "helper.py": "import nothing_here"})
        details = host.call().details
        told = "".join(details["stackTrace"]) + details["traceback"]
        self.assertNotIn("/function/runtime/pythonless/", told)
        self.assertNotIn("frozen importlib", told)
        self.assertEqual(len(details["stackTrace"]), 3)

    def test_an_expression_of_many_lines_shows_its_first_without_carets(self) -> None:
        trace = self.fault_of("def handler(event, context):\n    return (\n        1\n        / 0\n    )\n")[
            "stackTrace"
        ]
        self.assertEqual(trace[1], '  File "/function/code/main.py", line 3, in handler\n    1\n')

    def test_a_frame_without_source_is_its_head_alone(self) -> None:
        trace = self.fault_of("def handler(event, context):\n    exec('1 / 0')\n")["stackTrace"]
        self.assertEqual(trace[-1], '  File "<string>", line 1, in <module>\n')

    def test_causes_and_notes_are_not_in_it(self) -> None:
        trace = self.fault_of(
            "def handler(event, context):\n"
            "    try:\n        {}['k']\n"
            "    except KeyError as cause:\n"
            "        error = ValueError('v')\n        error.add_note('a note')\n"
            "        raise error from cause\n"
        )["stackTrace"]
        self.assertEqual(
            trace[1:], ['  File "/function/code/main.py", line 7, in handler\n    raise error from cause\n']
        )

    def test_a_recursion_without_end_is_told_in_full(self) -> None:
        fault = self.fault_of("def handler(event, context):\n    return handler(event, context)\n")
        self.assertEqual(fault["errorType"], "RecursionError")
        self.assertGreater(len(fault["stackTrace"]), 500)
        self.assertIn("[Previous line repeated", fault["traceback"])


class TracebackTest(FaultTest):
    def test_it_is_what_python_prints(self) -> None:
        told = self.fault_of("def handler(event, context):\n    return unknown\n")["traceback"]
        self.assertRegex(
            told,
            r"^Traceback \(most recent call last\):\n"
            r'  File "/function/runtime/runtime\.py", line \d+, in handle_event\n'
            r"    result = h\(r\.event, r\.context\)\n"
            r'  File "/function/code/main\.py", line 2, in handler\n'
            r"    return unknown\n"
            r"           \^+\n"
            r"NameError: name 'unknown' is not defined$",
        )

    def test_it_tells_causes_contexts_and_notes(self) -> None:
        told = self.fault_of(
            "def handler(event, context):\n"
            "    try:\n        try:\n            1 / 0\n"
            "        except ZeroDivisionError:\n            {}['k']\n"
            "    except KeyError as cause:\n"
            "        error = ValueError('v')\n        error.add_note('a note')\n"
            "        raise error from cause\n"
        )["traceback"]
        for part in (
            "ZeroDivisionError: ",
            "During handling of",
            "KeyError: 'k'",
            "direct cause of",
            "ValueError: v",
        ):
            self.assertIn(part, told)
        self.assertTrue(told.endswith("ValueError: v\na note"), told)

    def test_it_tells_the_members_of_a_group(self) -> None:
        told = self.fault_of(
            "def handler(event, context):\n"
            "    raise ExceptionGroup('all', [ValueError('v'), KeyError('k')])\n"
        )["traceback"]
        self.assertIn("ExceptionGroup: all (2 sub-exceptions)", told)
        self.assertIn("| ValueError: v", told)
        self.assertIn("| KeyError: 'k'", told)

    def test_our_frames_are_cut_from_causes_and_groups_too(self) -> None:
        inner = raised_by(lambda: runtime_of_ours(KeyError("k")))
        self.assertIn('File "/function/runtime/pythonless', plain_traceback(inner))
        outer = ExceptionGroup("all", [ValueError("v")])
        outer.__cause__ = inner
        group = ExceptionGroup("more", [outer])
        told = exceptions_to_json.describe(group, "HANDLER_RAISED")["traceback"]
        self.assertIn("KeyError: 'k'", told)
        self.assertNotIn('File "/function/runtime/pythonless', told)

    def test_a_chain_longer_than_the_stack_is_told(self) -> None:
        error = ValueError("first")
        for number in range(3000):
            following = ValueError(f"number {number}")
            following.__context__ = error
            error = following
        told = exceptions_to_json.describe(error, "HANDLER_RAISED")["traceback"]
        self.assertEqual(told.count("During handling of"), 3000)

    def test_a_cycle_of_causes_ends(self) -> None:
        one, other = ValueError("one"), KeyError("other")
        one.__cause__, other.__cause__ = other, one
        self.assertIn("KeyError: 'other'", exceptions_to_json.describe(one, "HANDLER_RAISED")["traceback"])


class HostileExceptionTest(FaultTest):
    def test_a_str_that_raises_is_told_by_what_it_raised(self) -> None:
        for reason in ("RuntimeError", "SystemExit"):
            source = (
                f"class E(Exception):\n    def __str__(self): raise {reason}\ndef handler(e, c): raise E\n"
            )
            with self.subTest(reason):
                fault = self.fault_of(source)
                self.assertEqual(fault["errorMessage"], f"<str() of the exception raised {reason}>")
                self.assertIn("main.E: <exception str() failed>", fault["traceback"])

    def test_a_message_with_a_lone_surrogate_can_be_sent(self) -> None:
        fault = self.fault_of("def handler(event, context):\n    raise ValueError('\\ud800')\n")
        self.assertEqual(json.loads(json.dumps(fault).encode("ascii"))["errorMessage"], "\ud800")

    def test_an_exception_without_a_traceback_has_no_frames(self) -> None:
        fault = exceptions_to_json.describe(ValueError("v"), "HANDLER_RAISED")
        self.assertEqual((fault["stackTrace"], fault["traceback"]), ([], "ValueError: v"))

    def test_an_exception_that_lies_about_itself_is_told_by_its_class_and_message(self) -> None:
        for name in ("__traceback__", "__cause__", "__context__", "__suppress_context__", "__notes__"):
            source = f"class E(Exception):\n    {name} = property(lambda self: 1 / 0)\n"
            with self.subTest(name):
                fault = self.fault_of(source + "def handler(event, context): raise E('m')\n")
                self.assertEqual((fault["errorType"], fault["errorMessage"]), ("E", "m"))
                self.assertIn("E: m", fault["traceback"])

    def test_a_class_whose_name_raises_has_its_own_name(self) -> None:
        fault = self.fault_of(
            "class M(type):\n    @property\n    def __name__(cls): raise OSError\n"
            "class E(Exception, metaclass=M): pass\ndef handler(event, context): raise E('m')\n"
        )
        self.assertEqual(fault["errorType"], "E")

    def test_the_error_type_is_the_bare_name(self) -> None:
        fault = self.fault_of(
            "class A:\n    class Inner(Exception): pass\ndef handler(event, context): raise A.Inner\n"
        )
        self.assertEqual(fault["errorType"], "Inner")


class CodeTest(FaultTest):
    def test_only_the_words_of_asyncio_make_a_foreign_awaitable(self) -> None:
        self.assertEqual(
            exceptions_to_json.code_of(RuntimeError("Task got bad yield: 5")), "FOREIGN_AWAITABLE"
        )
        self.assertEqual(exceptions_to_json.code_of(RuntimeError("other")), "HANDLER_RAISED")
        self.assertEqual(exceptions_to_json.code_of(ValueError("Task got bad yield: 5")), "HANDLER_RAISED")


class PathTest(FaultTest):
    def path(self, result: Any) -> str:
        error = raised_by(lambda: runtime.encode_result(result))
        assert isinstance(error, Exception)
        return exceptions_to_json.path_of(error)

    def test_it_leads_to_the_value(self) -> None:
        class Row(list[Any]): ...

        table: list[tuple[Any, str]] = [
            (b"x", "result"),
            ({"a": [1, {"b": b"x"}]}, "result['a'][1]['b']"),
            ({"an item of": [{1}]}, "result['an item of'][0]"),
            ({1: Row([{1}])}, "result[1][0]"),
            ({"line\nbreak": {1}}, "result['line\\nbreak']"),
            ({"a": float("nan")}, "result['a']"),
            ({"a": 10**5000}, "result['a']"),
        ]
        for result, path in table:
            with self.subTest(path):
                self.assertEqual(self.path(result), path)

    def test_it_is_cut_when_it_is_long(self) -> None:
        deep: Any = b"x"
        for _ in range(100):
            deep = [deep]
        self.assertEqual(self.path(deep), "result" + "[0]" * 20 + "…")

    def test_notes_of_others_are_not_taken_for_it(self) -> None:
        error = ValueError("v")
        error.add_note("an item of mine")
        self.assertEqual(exceptions_to_json.path_of(error), "result")

    def test_notes_that_are_none_are_no_path(self) -> None:
        for notes in (5, [5], None):
            error = ValueError("v")
            vars(error)["__notes__"] = notes
            self.assertEqual(exceptions_to_json.path_of(error), "result")


def runtime_of_ours(error: BaseException) -> None:
    """Raises from a file that stands among ours."""
    names: dict[str, Any] = {"error": error}
    exec(compile("raise error", "/function/runtime/pythonless/ours.py", "exec"), names)


def plain_traceback(error: BaseException) -> str:
    """What Python itself would print."""
    return "".join(traceback.format_exception(error))


class HintTest(unittest.TestCase):
    def test_a_package_that_is_not_there_is_told_how_it_comes_along(self) -> None:
        hint = exceptions_to_json.hint_of(
            ModuleNotFoundError("No module named 'requests'", name="requests.adapters")
        )
        self.assertEqual(
            hint,
            "If requests is a package, put it into the source (pip install --target) or name its wheel in the"
            " option wheels.",
        )

    def test_a_module_of_the_standard_library_says_it_itself(self) -> None:
        self.assertIsNone(
            exceptions_to_json.hint_of(ModuleNotFoundError("No module named 'venv'", name="venv"))
        )

    def test_no_other_exception_has_one(self) -> None:
        for error in (ImportError("cannot import name", name="requests"), ModuleNotFoundError("unnamed")):
            self.assertIsNone(exceptions_to_json.hint_of(error))
