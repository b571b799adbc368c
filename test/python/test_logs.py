"""pythonless/logs.py: what the function's log lines look like (contract 5.2 and 5.3, ruling 16)."""

import asyncio
import contextvars
import copy
import io
import logging
import sys
import time
import unittest
from typing import Any

from support import isolate

from pythonless import logs
from pythonless.loops import asyncio_patches
from pythonless.loops.sleeping_loop import SleepingLoop

DOCUMENTED_FORMAT = "[%(levelname)s]\t%(name)s\t%(request_id)s\t%(message)s\n"


class LogsTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        self.written = sys.stdout = io.StringIO()
        logs.set_up()
        token = logs.request_id.set("6e83")
        self.addCleanup(logs.request_id.reset, token)

    def lines(self) -> str:
        return self.written.getvalue()


class RootTest(LogsTest):
    def test_a_line_has_level_time_request_and_message_between_tabs(self) -> None:
        before = time.time()
        logging.error("a %s", "message")
        level, stamp, request_id, message = self.lines().split("\t")
        self.assertEqual((level, request_id, message), ("[ERROR]", "6e83", "a message\n"))
        self.assertRegex(stamp, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        hour = time.strftime("%Y-%m-%dT%H:", time.gmtime(before))
        self.assertTrue(stamp.startswith(hour) or time.gmtime(before).tm_min == 59, stamp)

    def test_the_milliseconds_are_padded_and_the_time_is_that_of_greenwich(self) -> None:
        record = logging.makeLogRecord({"levelname": "INFO", "msg": "m", "request_id": "r"})
        record.created, record.msecs = 1668070037.007, 7
        formatter = logging.getLogger().handlers[0].formatter
        assert formatter is not None
        self.assertEqual(formatter.format(record), "[INFO]\t2022-11-10T08:47:17.007Z\tr\tm\n")
        self.assertIs(formatter.converter, time.gmtime)

    def test_the_level_is_warning_until_it_is_changed(self) -> None:
        logging.info("not shown")
        self.assertEqual(self.lines(), "")
        logging.getLogger().setLevel(logging.DEBUG)
        logging.debug("shown")
        self.assertIn("shown", self.lines())

    def test_basic_config_has_no_effect(self) -> None:
        logging.basicConfig(level=logging.DEBUG, format="%(message)s")
        logging.debug("not shown")
        logging.warning("shown")
        self.assertRegex(self.lines(), r"^\[WARNING\]\t\S+\t6e83\tshown\n$")

    def test_there_is_one_handler_whatever_was_there_before(self) -> None:
        logs.set_up()
        logging.warning("once")
        self.assertEqual(self.lines().count("once"), 1)
        self.assertEqual(len(logging.getLogger().handlers), 1)

    def test_the_documented_way_to_change_the_format_works(self) -> None:
        logging.getLogger().handlers[0].setFormatter(logging.Formatter(DOCUMENTED_FORMAT))
        logging.getLogger("tool").error("one")
        logging.error("two")
        self.assertEqual(self.lines(), "[ERROR]\ttool\t6e83\tone\n[ERROR]\troot\t6e83\ttwo\n")


class TracebackTest(LogsTest):
    def test_a_traceback_is_one_record(self) -> None:
        try:
            _ = {}["k"]
        except KeyError as error:
            try:
                raise ValueError("v") from error
            except ValueError:
                logging.exception("failed")
        text = self.lines()
        self.assertEqual(text.count("\n"), 1)
        self.assertTrue(text.endswith("\rValueError: v\n"), text)
        self.assertIn("\tfailed\rTraceback (most recent call last):\r  File ", text)
        self.assertIn("KeyError: 'k'\r\rThe above exception was the direct cause", text)

    def test_a_stack_is_one_record_too(self) -> None:
        logging.error("here", stack_info=True)
        self.assertEqual(self.lines().count("\n"), 1)
        self.assertIn("\there\rStack (most recent call last):\r  File ", self.lines())

    def test_a_message_of_two_lines_stays_as_it_is(self) -> None:
        logging.error("one\ntwo")
        self.assertTrue(self.lines().endswith("\tone\ntwo\n"))


class RequestIdTest(LogsTest):
    def own_handler(self, logger: logging.Logger) -> io.StringIO:
        stream = io.StringIO()
        handler = logging.StreamHandler(stream)
        handler.setFormatter(logging.Formatter("%(request_id)s %(message)s"))
        logger.addHandler(handler)
        self.addCleanup(logger.removeHandler, handler)
        logger.propagate = False
        return stream

    def test_a_handler_of_the_function_has_it_too(self) -> None:
        logger = logging.getLogger("own")
        stream = self.own_handler(logger)
        logger.error("m")
        self.assertEqual(stream.getvalue(), "6e83 m\n")
        self.assertEqual(self.lines(), "")

    def test_a_record_factory_of_the_function_does_not_lose_it(self) -> None:
        logging.setLogRecordFactory(logging.LogRecord)
        logging.getLogger("foreign").error("m")
        self.assertIn("\t6e83\tm\n", self.lines())

    def test_the_function_may_give_its_own(self) -> None:
        logging.error("m", extra={"request_id": "mine"})
        self.assertIn("\tmine\tm\n", self.lines())

    def test_it_is_no_field_of_a_record(self) -> None:
        """A formatter that writes all fields, as JSON for example, does not write it."""
        plain = vars(logs._PlainRecord("n", 40, "p", 1, "m", (), None))
        record: Any = logging.getLogger().makeRecord("n", 40, "p", 1, "m", (), None)
        self.assertEqual(vars(record).keys(), plain.keys())
        self.assertIs(type(record), logging.LogRecord)
        self.assertEqual(record.request_id, "6e83")
        self.assertEqual(copy.copy(record).request_id, "6e83")
        record = logging.makeLogRecord({"request_id": "other"})
        self.assertEqual(record.request_id, "other")

    def test_formats_of_all_styles_have_it(self) -> None:
        forms: dict[Any, str] = {
            "%": "%(request_id)s %(name)s",
            "{": "{request_id} {name}",
            "$": "$request_id $name",
        }
        for style, form in forms.items():
            for defaults in (None, {"unused": 1}):
                formatter = logging.Formatter(form, style=style, defaults=defaults)
                self.assertEqual(formatter.format(logging.makeLogRecord({"name": "n"})), "6e83 n")

    def test_it_is_that_of_the_call_in_which_the_record_was_made(self) -> None:
        record = logging.makeLogRecord({"msg": "m"})
        logs.request_id.set("later")
        self.assertEqual(logging.Formatter("%(request_id)s").format(record), "6e83")

    def test_a_field_that_is_missing_is_the_error_of_python(self) -> None:
        with self.assertRaisesRegex(ValueError, "Formatting field not found in record: 'nothing'"):
            logging.Formatter("%(nothing)s").format(logging.makeLogRecord({}))

    def test_the_function_may_have_its_own_factory(self) -> None:
        class Own(logging.LogRecord):
            pass

        logging.setLogRecordFactory(Own)
        logging.error("one")
        logging.setLogRecordFactory(logs._PlainRecord)
        logging.error("two")
        self.assertEqual([line.split("\t")[2] for line in self.lines().splitlines()], ["6e83", "6e83"])

    def test_it_is_that_of_the_call_which_started_the_task(self) -> None:
        async def left_behind() -> None:
            await asyncio.sleep(0.001)
            logging.error("late")

        async def calls() -> None:
            logs.request_id.set("first")
            task = asyncio.create_task(left_behind())
            logs.request_id.set("second")
            logging.error("now")
            await task

        with asyncio_patches.NoneRunning(), asyncio.Runner(loop_factory=SleepingLoop) as runner:
            runner.run(calls())
        told = [line.split("\t")[2:] for line in self.lines().splitlines()]
        self.assertEqual(told, [["second", "now"], ["first", "late"]])

    def test_it_is_empty_outside_of_any_call(self) -> None:
        contextvars.Context().run(logging.error, "m")
        self.assertIn("Z\t\tm\n", self.lines())

    def test_the_caller_is_still_the_one_who_logs(self) -> None:
        logging.getLogger().handlers[0].setFormatter(logging.Formatter("%(filename)s %(funcName)s\n"))
        logging.error("m")
        self.assertEqual(self.lines(), "test_logs.py test_the_caller_is_still_the_one_who_logs\n")
