"""Calls that are stopped, and instances that are told of their end: pythonless.loops.stopping."""

import signal
import sys
import unittest

from support import open_function

from pythonless import exceptions_to_json, rpc
from pythonless.loops import stopping


class InterruptTest(unittest.TestCase):
    def test_a_call_is_interrupted_where_it_stands(self) -> None:
        host = open_function(
            self,
            "import signal\ndef handler(event, context):\n    signal.raise_signal(signal.SIGXCPU)\n",
        )
        self.assertEqual(host.call().kind, "stopped")
        (stop,) = host.stops
        self.assertEqual(stop["by"], "interrupt")
        first, last = stop["stackTrace"]
        self.assertIn('runtime.py", line ', first)
        self.assertIn('main.py", line 3, in handler\n    signal.raise_signal(signal.SIGXCPU)\n', last)

    def test_a_call_is_interrupted_once(self) -> None:
        host = open_function(
            self,
            "import signal\n"
            "def handler(event, context):\n"
            "    try:\n"
            "        signal.raise_signal(signal.SIGXCPU)\n"
            "    finally:\n"
            "        signal.raise_signal(signal.SIGXCPU)\n"
            "        handler.cleaned_up = True\n"
            "    return 1\n",
        )
        self.assertEqual(host.call().kind, "stopped")
        self.assertEqual(len(host.stops), 1)
        self.assertTrue(sys.modules["main"].handler.cleaned_up)

    def test_an_interrupt_is_no_exception(self) -> None:
        self.assertFalse(issubclass(exceptions_to_json.ExecutionStopped, Exception))

    def test_an_interrupt_between_calls_hits_nobody(self) -> None:
        host = open_function(self, "def handler(event, context):\n    return 1\n")
        self.assertEqual(host.call().text, "1")
        signal.raise_signal(signal.SIGXCPU)
        self.assertEqual(host.call().text, "1")
        self.assertEqual(host.stops, [])

    def test_python_s_own_modules_are_left_out_of_where_it_stood(self) -> None:
        host = open_function(
            self,
            "import re, signal\n"
            "def handler(event, context):\n"
            "    re.sub('a', lambda _: signal.raise_signal(signal.SIGXCPU), 'a')\n",
        )
        host.call()
        (stop,) = host.stops
        self.assertFalse([frame for frame in stop["stackTrace"] if "/lib/" in frame])


class CancellationTest(unittest.TestCase):
    def test_a_coroutine_that_waits_is_cancelled_and_says_where(self) -> None:
        host = open_function(
            self,
            "import asyncio\n"
            "async def helper():\n"
            "    await asyncio.sleep(60)\n"
            "async def handler(event, context):\n"
            "    await helper()\n",
        )
        host.loop.call_later(0.01, rpc.send, "stop", "")
        self.assertEqual(host.call().kind, "stopped")
        (stop,) = host.stops
        self.assertEqual(stop["by"], "cancellation")
        self.assertIn("await helper()", stop["stackTrace"][1])
        self.assertIn("await asyncio.sleep(60)", stop["stackTrace"][2])

    def test_a_call_that_has_ended_is_not_cancelled(self) -> None:
        host = open_function(self, "async def handler(event, context):\n    return 1\n")
        host.call()
        rpc.send("stop", "")
        self.assertEqual(host.stops, [])


class TerminationTest(unittest.TestCase):
    def tearDown(self) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def test_sigterm_reaches_the_listener_of_the_function(self) -> None:
        heard: list[int] = []
        signal.signal(signal.SIGTERM, lambda number, _frame: heard.append(number))
        self.assertTrue(stopping.notify({}))
        self.assertEqual(heard, [signal.SIGTERM])

    def test_nobody_is_told_who_does_not_listen(self) -> None:
        self.assertFalse(stopping.notify({}))
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        self.assertFalse(stopping.notify({}))
        self.assertFalse(stopping.notify({"X_YCF_GRACEFUL_SHUTDOWN_SIGNAL_SIGINT": "1"}))

    def test_a_variable_asks_for_sigint_instead(self) -> None:
        heard: list[str] = []
        signal.signal(signal.SIGTERM, lambda *_: heard.append("SIGTERM"))
        signal.signal(signal.SIGINT, lambda *_: heard.append("SIGINT"))
        stopping.notify({"X_YCF_GRACEFUL_SHUTDOWN_SIGNAL_SIGINT": "1"})
        self.assertEqual(heard, ["SIGINT"])

    def test_a_variable_turns_it_off(self) -> None:
        heard: list[str] = []
        signal.signal(signal.SIGTERM, lambda *_: heard.append("SIGTERM"))
        self.assertFalse(stopping.notify({"X_YCF_NO_GRACEFUL_SHUTDOWN_SIGNAL": "1"}))
        self.assertEqual(heard, [])

    def test_what_a_listener_raises_is_written_and_ends_there(self) -> None:
        def listener(*_: object) -> None:
            raise SystemExit(3)

        signal.signal(signal.SIGTERM, listener)
        self.assertTrue(stopping.notify({}))
