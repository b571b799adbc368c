"""pythonless/rpc.py: one answer to each call, whatever the function does."""

import io
import json
import sys
import unittest
import unittest.mock
from typing import Any

from support import FakeBytes, open_function, write_code

from pythonless import rpc

ECHO = "def handler(event, context): return event\n"
ASYNC_ECHO = (
    "import asyncio\nasync def handler(event, context):\n    await asyncio.sleep(0.001)\n    return event\n"
)
EAGER_ECHO = "async def handler(event, context): return event\n"


class AnswerTest(unittest.TestCase):
    def test_falsy_and_other_results_are_results(self) -> None:
        for source in (ECHO, ASYNC_ECHO, EAGER_ECHO):
            host = open_function(self, source)
            for text in ("null", "false", "0", '""', "[]", "{}", "0.0", '{"a": [1, {"b": null}]}'):
                with self.subTest(f"{text} {source}"):
                    answer = host.call(text)
                    self.assertEqual((answer.kind, answer.text), ("result", text))

    def test_an_audited_call_comes_as_a_message(self) -> None:
        host = open_function(self, ECHO)
        message = json.dumps({"requestId": "r1", "deadlineMs": 1, "isAudited": True})
        answer = host.answer_to(lambda: rpc.send("call", message, "1"))
        self.assertEqual((answer.kind, answer.text, answer.details["audit"]), ("result", "1", []))

    def test_an_instance_with_nothing_to_do_says_that_it_may_end(self) -> None:
        host = open_function(self, ECHO)
        _ = host.call()
        rpc.send("terminate", "")
        self.assertTrue(host.is_terminated)

    def test_whatever_is_awaitable_is_awaited(self) -> None:
        handlers = {
            "a coroutine of a plain function": "async def f(): return 1\ndef handler(e, c): return f()",
            "an object with __await__": "class A:\n    def __await__(self):\n        yield\n"
            "        return 1\ndef handler(e, c): return A()",
            "an awaitable that gives another": "async def f(): return 1\n"
            "async def handler(e, c): return await f()",
            "a coroutine of an instance": "class H:\n    async def __call__(self, e, c): return 1\n"
            "handler = H()",
        }
        for name, source in handlers.items():
            with self.subTest(name):
                self.assertEqual(open_function(self, source).call().text, "1")

    def test_a_coroutine_that_never_waits_is_answered_at_once(self) -> None:
        host = open_function(self, EAGER_ECHO)
        settled: list[bool] = []
        host.on_answer = lambda: settled.append(host.is_entered)
        host.call()
        self.assertEqual(settled, [True])

    def test_a_callable_that_is_false_is_imported_once(self) -> None:
        source = "class H:\n    def __bool__(self): return False\n    def __call__(self, e, c): return 1\n"
        host = open_function(self, source + "handler = H()\n")
        self.assertIsNotNone(host.call().details["initMs"])
        self.assertIsNone(host.call().details["initMs"])

    def test_names_of_the_module_survive_between_calls(self) -> None:
        host = open_function(
            self, "seen = []\ndef handler(event, context):\n    seen.append(event)\n    return seen\n"
        )
        host.call("1")
        self.assertEqual(host.call("2").text, "[1, 2]")

    def test_opening_imports_nothing_of_the_function(self) -> None:
        open_function(self, "raise AssertionError")
        self.assertNotIn("main", sys.modules)


class InitTest(unittest.TestCase):
    def test_the_time_of_the_import_is_told_once(self) -> None:
        host = open_function(self, "import time\ntime.sleep(0.01)\n" + ECHO)
        self.assertGreaterEqual(host.call().details["initMs"], 9)
        self.assertIsNone(host.call().details["initMs"])

    def test_a_failed_import_is_tried_again_at_the_next_call(self) -> None:
        host = open_function(self, "import later\n" + ECHO)
        for _ in range(2):
            answer = host.call()
            self.assertEqual((answer.kind, answer.details["code"]), ("fault", "IMPORT_FAILED"))
            self.assertIsNotNone(answer.details["initMs"])
        write_code({"later.py": ""})
        answer = host.call("5")
        self.assertEqual((answer.kind, answer.text), ("result", "5"))
        self.assertIsNotNone(answer.details["initMs"])

    def test_a_dotted_module_is_warned_about_at_its_first_call_alone(self) -> None:
        host = open_function(self, {"src/login.py": ECHO}, entryPoint="src.login.handler")
        (warning,) = host.call().details["warnings"]
        self.assertIn("src.login.handler", warning)
        self.assertEqual(host.call().details["warnings"], [])

    def test_a_dotted_module_is_warned_about_when_it_fails_too(self) -> None:
        host = open_function(self, "", entryPoint="src.login.handler")
        answer = host.call()
        self.assertEqual(answer.details["code"], "MODULE_NOT_FOUND")
        self.assertEqual(len(answer.details["warnings"]), 1)

    def test_a_file_in_the_root_is_not_warned_about(self) -> None:
        self.assertEqual(open_function(self, ECHO).call().details["warnings"], [])

    def test_loading_ahead_imports_and_calls_nothing(self) -> None:
        host = open_function(
            self, {"src/login.py": "def handler(event): pass\n"}, entryPoint="src.login.handler"
        )
        answer = host.load()
        self.assertEqual((answer.kind, answer.text), ("result", "null"))
        self.assertTrue(host.is_imported)
        self.assertIsNotNone(answer.details["initMs"])
        self.assertEqual(len(answer.details["warnings"]), 1)
        later = host.call()
        self.assertEqual((later.details["code"], later.details["initMs"]), ("HANDLER_RAISED", None))
        self.assertEqual(later.details["warnings"], [])

    def test_what_fails_to_load_ahead_fails_like_a_call(self) -> None:
        host = open_function(self, "import later\n" + ECHO)
        self.assertEqual(host.load().details["code"], "IMPORT_FAILED")
        self.assertFalse(host.is_imported)
        write_code({"later.py": ""})
        self.assertEqual(host.call("5").text, "5")

    def test_loading_happens_without_a_running_loop(self) -> None:
        source = "import asyncio\nvalue = asyncio.run(asyncio.sleep(0, 5))\n"
        host = open_function(self, source + "def handler(event, context): return value\n")
        self.assertEqual(host.call().text, "5")


class EventTest(unittest.TestCase):
    def test_bytes_arrive_as_bytes(self) -> None:
        host = open_function(
            self, "def handler(event, context): return [type(event).__name__, list(event)]\n"
        )
        self.assertEqual(host.call(FakeBytes(b"\x00\xff")).text, '["bytes", [0, 255]]')

    def test_json_keeps_its_digits_and_its_surrogates(self) -> None:
        host = open_function(self, ECHO)
        texts = ["1.0", "-0.0", "1e-07", "9007199254740993", "1" * 4000, '"\\ud800"', '"\\u0000\\u2028"']
        for text in [*texts, '{"a": 1, "b": 2}', "[" * 400 + "]" * 400]:
            with self.subTest(text[:20]):
                self.assertEqual(host.call(text).text, text)

    def test_an_event_that_python_refuses_fails_in_a_frame_of_the_runtime(self) -> None:
        answer = open_function(self, ECHO).call("1" * 5000)
        self.assertEqual((answer.kind, answer.details["errorType"]), ("fault", "ValueError"))
        self.assertIn("in decode_event", answer.details["stackTrace"][0])
        self.assertIn("Exceeds the limit (4300 digits)", answer.details["errorMessage"])


class ContextTest(unittest.TestCase):
    SOURCE = "def handler(event, context): return {**vars(context), 'folder': context.function_folder_id}\n"

    def test_it_has_the_settings_of_the_instance_and_the_data_of_the_call(self) -> None:
        token = {"access_token": "t1", "expires_in": 42299, "token_type": "Bearer"}
        host = open_function(self, self.SOURCE, token=token)
        told = json.loads(host.call(request_id="6e83", deadline_ms=1657713543198).text)
        expected = {
            "aws_request_id": "6e83",
            "deadline_ms": 1657713543198,
            "folder": "b1g3",
            "function_name": "d4e1",
            "function_version": "d4e2",
            "invoked_function_arn": "d4e1",
            "log_group_name": "ckg4",
            "log_stream_name": "d4e2",
            "memory_limit_in_mb": 256,
            "request_id": "6e83",
            "token": token,
        }
        self.assertEqual(told, expected)

    def test_each_call_has_its_own(self) -> None:
        host = open_function(self, self.SOURCE)
        ids = [json.loads(host.call(request_id=name).text)["request_id"] for name in ("one", "other")]
        self.assertEqual(ids, ["one", "other"])

    def test_a_call_that_spoils_its_token_spoils_no_other(self) -> None:
        source = "def handler(event, context):\n    context.token['access_token'] += '!'\n"
        host = open_function(self, source + "    return context.token\n", token={"access_token": "t1"})
        for _ in range(2):
            self.assertEqual(host.call().text, '{"access_token": "t1!"}')

    def test_log_lines_carry_the_id_of_their_call(self) -> None:
        written = io.StringIO()
        source = (
            "import logging\nlogging.error('import')\ndef handler(event, context): logging.error('call')\n"
        )
        host = open_function(self, source, stdout=written)
        for name in ("one", "other"):
            host.call(request_id=name)
        ids = [line.split("\t")[2:] for line in written.getvalue().splitlines()]
        self.assertEqual(ids, [["one", "import"], ["one", "call"], ["other", "call"]])


class FaultTest(unittest.TestCase):
    def code(self, source: str) -> str:
        answer = open_function(self, source).call()
        self.assertEqual((answer.kind, answer.text), ("fault", ""))
        return answer.details["code"]

    def test_the_way_it_failed_is_its_code(self) -> None:
        foreign = "class A:\n    def __await__(self): yield 'x'\nasync def handler(e, c): await A()"
        table = {
            "def handler(event, context": "SYNTAX_ERROR",
            "import nothing_here": "IMPORT_FAILED",
            "": "HANDLER_NOT_FOUND",
            "handler = 5": "HANDLER_NOT_CALLABLE",
            "def handler(event, context): 1 / 0": "HANDLER_RAISED",
            "async def handler(event, context): 1 / 0": "HANDLER_RAISED",
            "def handler(event): return 1": "HANDLER_RAISED",
            "import asyncio\ndef handler(e, c): raise asyncio.CancelledError": "HANDLER_RAISED",
            "import asyncio\nasync def handler(e, c): raise asyncio.CancelledError": "HANDLER_RAISED",
            foreign: "FOREIGN_AWAITABLE",
            "async def handler(e, c): yield 1": "ASYNC_GENERATOR",
            "def handler(e, c): yield 1": "ASYNC_GENERATOR",
            "def handler(e, c): return {1}": "RESULT_NOT_JSON",
            "async def handler(e, c): return {1}": "RESULT_NOT_JSON",
        }
        for source, code in table.items():
            with self.subTest(source):
                self.assertEqual(self.code(source), code)

    def test_an_instance_goes_on_after_a_fault(self) -> None:
        host = open_function(self, "def handler(event, context): return 1 / event\n")
        self.assertEqual([host.call(text).kind for text in ("0", "1")], ["fault", "result"])

    def test_what_json_cannot_carry_is_told_with_its_place(self) -> None:
        table = {
            "{'a': [1, {'b': b'x'}]}": ("TypeError", "result['a'][1]['b'] cannot be encoded."),
            "float('nan')": ("ValueError", "result cannot be encoded."),
            "{(1, 2): 3}": ("TypeError", "result cannot be encoded."),
            "[10 ** 5000]": ("ValueError", "result[0] cannot be encoded."),
            "__import__('decimal').Decimal(1)": ("TypeError", "result cannot be encoded."),
        }
        for expression, (error_type, hint) in table.items():
            with self.subTest(expression):
                details = open_function(self, f"def handler(e, c): return {expression}\n").call().details
                told = (details["code"], details["errorType"], details["hint"])
                self.assertEqual(told, ("RESULT_NOT_JSON", error_type, hint))


class CrashTest(unittest.TestCase):
    def test_what_ends_a_process_ends_the_instance(self) -> None:
        for error in ("SystemExit(3)", "KeyboardInterrupt()", "GeneratorExit()", "BaseException('b')"):
            for head in ("def handler(e, c): ", "async def handler(e, c): ", ""):
                with self.subTest(head + error):
                    answer = open_function(self, f"{head}raise {error}\n").call()
                    self.assertEqual((answer.kind, answer.details["code"]), ("crash", "USER_CODE_CRASHED"))
                    self.assertIn(error.partition("(")[0], answer.details["traceback"])

    def test_an_exit_while_the_result_is_encoded_is_a_crash(self) -> None:
        source = "class D(dict):\n    def items(self): raise SystemExit\ndef handler(e, c): return D(a=1)\n"
        self.assertEqual(open_function(self, source).call().kind, "crash")


class HostileFunctionTest(unittest.TestCase):
    """Each of these was found to lose the answer, or to be thinkable."""

    def answers(self, source: str, text: str) -> None:
        host = open_function(self, source)
        for _ in range(2):
            answer = host.call()
            self.assertEqual((answer.kind, answer.text), ("result", text), answer.details)

    def test_subclasses_of_json_types_are_what_they_hold(self) -> None:
        source = (
            "import enum\nclass S(str):\n    def __str__(self): return 'other'\nclass I(int): pass\n"
            "class F(float): pass\nclass E(enum.IntEnum):\n    ONE = 1\nclass D(dict): pass\n"
            "def handler(e, c): return D(a=[S('s'), I(2), F(0.5), E.ONE])\n"
        )
        self.answers(source, '{"a": ["s", 2, 0.5, 1]}')

    def test_json_may_be_replaced(self) -> None:
        names = "dumps loads JSONEncoder JSONDecoder"
        self.answers(f"import json\nfor n in '{names}'.split(): setattr(json, n, None)\n" + ECHO, "{}")

    def test_modules_may_be_forgotten(self) -> None:
        ours = "runtime pythonless pythonless.rpc pythonless.exceptions_to_json"
        names = f"json asyncio {ours} traceback logging inspect"
        self.answers(f"import sys\nfor n in '{names}'.split(): del sys.modules[n]\n" + ECHO, "{}")

    def test_streams_may_be_closed_replaced_or_gone(self) -> None:
        statements = [
            "sys.stdout.close()",
            "sys.stdout = None",
            "sys.stdout = 5",
            "del sys.stdout",
            "del sys.stderr",
        ]
        raising = "class S:\n    def flush(self): raise SystemExit\nsys.stdout = S()"
        for statement in [*statements, raising]:
            with self.subTest(statement):
                stdout = io.TextIOWrapper(io.BytesIO(), "utf-8")
                host = open_function(self, f"import sys\n{statement}\n" + ECHO, stdout=stdout)
                self.assertEqual(host.call("5").text, "5")

    def test_what_was_printed_without_an_end_leaves_before_the_answer(self) -> None:
        written = io.BytesIO()
        source = "def handler(event, context):\n    print('half a line', end='')\n    return 1\n"
        host = open_function(self, source, stdout=io.TextIOWrapper(written, "utf-8"))
        told: list[bytes] = []
        host.on_answer = lambda: told.append(written.getvalue())
        host.call()
        self.assertEqual(told, [b"half a line"])

    def test_printing_a_lone_surrogate_is_an_error_like_any_other(self) -> None:
        for source in ("print('\\ud800')", "print('\\ud800', end='')"):
            stdout = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="surrogateescape")
            host = open_function(
                self, f"def handler(event, context):\n    if event: {source}\n", stdout=stdout
            )
            self.assertEqual(host.call("1").details["errorType"], "UnicodeEncodeError")
            self.assertEqual(host.call("0").text, "null")

    def test_a_log_record_factory_may_be_set(self) -> None:
        written = io.StringIO()
        source = "import logging\nlogging.setLogRecordFactory(logging.LogRecord)\n"
        host = open_function(self, source + "def handler(e, c): logging.error('m')\n", stdout=written)
        host.call(request_id="6e83")
        self.assertTrue(written.getvalue().endswith("\t6e83\tm\n"), written.getvalue())

    def test_a_finalizer_may_raise(self) -> None:
        ignored: list[Any] = []
        with unittest.mock.patch.object(sys, "unraisablehook", ignored.append):
            source = "class A:\n    def __del__(self): raise SystemExit\ndef handler(e, c):\n    A()\n"
            self.answers(source + "    return {'a': [A()] and 1}\n", '{"a": 1}')
        self.assertEqual(len(ignored), 4)

    def test_a_result_may_lie_about_its_class(self) -> None:
        source = "class L:\n    @property\n    def __class__(self): raise OSError('lie')\n"
        for head in ("def", "async def"):
            with self.subTest(head):
                details = open_function(self, source + f"{head} handler(e, c): return L()\n").call().details
                self.assertEqual(details["errorMessage"], "lie")

    def test_a_class_may_lie_about_its_name(self) -> None:
        source = (
            "class M(type):\n    __name__ = property(lambda cls: 1 / 0)\nclass D(dict, metaclass=M): pass\n"
        )
        answer = open_function(self, source + "def handler(e, c): return D()\n").call()
        self.assertEqual((answer.kind, answer.text), ("result", "{}"))

    def test_an_error_of_encoding_may_have_notes_that_are_none(self) -> None:
        source = (
            "class E(Exception):\n    @property\n    def __notes__(self): raise OSError\n"
            "class D(dict):\n    def items(self): raise E('m')\ndef handler(e, c): return D(a=1)\n"
        )
        details = open_function(self, source).call().details
        self.assertEqual((details["code"], details["errorMessage"]), ("RESULT_NOT_JSON", "m"))

    def test_the_running_loop_may_be_tampered_with(self) -> None:
        source = "import asyncio\nasync def f(): return 1\n"
        source += "def handler(e, c):\n    asyncio._set_running_loop(None)\n    return f()\n"
        self.answers(source, "1")
