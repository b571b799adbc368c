"""pythonless/http/outbound.py: the ways to wait for a reply."""

import contextlib
import time
import unittest
import unittest.mock
from collections.abc import Iterator
from typing import Any

from support import data, fake_host, isolate, raised_by

from pythonless.http import blocking, outbound
from pythonless.http.outbound import Question

_READ = {"kind": "read", "exchangeId": 1}


class OutboundTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        self.host = fake_host(self)


class SharedTest(OutboundTest):
    def setUp(self) -> None:
        super().setUp()
        outbound.connect(self.host, self.host.emit)

    def test_replies_find_who_waits_for_them_in_any_order(self) -> None:
        first, second = Question(_READ), Question(_READ)
        for asked, content in ((1, b"second"), (0, b"first")):
            self.host.frames.append(self.host.frame(self.host.asked[asked], data(content)))
        self.assertEqual(first.wait(None).bytes, b"first")
        self.assertEqual(second.wait(None).bytes, b"second")
        self.assertFalse(outbound.is_awaited())
        self.assertEqual(self.host.received_frames, 1)

    def test_a_reply_may_be_waited_for_again(self) -> None:
        question = Question(_READ)
        self.assertIsInstance(raised_by(lambda: question.wait(time.monotonic() + 0.01)), TimeoutError)
        self.assertTrue(outbound.is_awaited())
        self.host.frames.append(self.host.frame(self.host.asked[0], data(b"late")))
        self.assertEqual(question.wait(None).bytes, b"late")

    def test_a_reply_that_nobody_waits_for_is_let_go(self) -> None:
        Question(_READ)
        outbound._Line.waiting.clear()
        self.host.frames.append(self.host.frame(self.host.asked[0], data(b"x")))
        outbound.wait_for_reply(1)
        self.assertFalse(outbound.is_awaited())


class SwitchingTest(OutboundTest):
    """Without shared memory, in an engine that can switch stacks, which this one pretends."""

    def setUp(self) -> None:
        super().setUp()
        self.stood_still: list[str] = []
        self.can_switch = True
        for name, stand_in in (("can_run_sync", lambda: self.can_switch), ("run_sync", lambda reply: reply)):
            patch = unittest.mock.patch.object(blocking, name, stand_in)
            patch.start()
            self.addCleanup(patch.stop)
        host: Any = self.host
        host.take, host.reply = None, host.take
        outbound.connect(host, host.emit, self.standing_still)

    @contextlib.contextmanager
    def standing_still(self) -> Iterator[None]:
        self.stood_still.append("begin")
        yield
        self.stood_still.append("end")

    def test_a_question_waits_for_a_message_while_all_else_stands_still(self) -> None:
        self.host.replies.append(data(b"abc"))
        self.assertEqual(Question(_READ).wait(None).bytes, b"abc")
        self.assertEqual(self.stood_still, ["begin", "end"])
        self.assertEqual(self.host.received_frames, 0)
        self.assertFalse(outbound.is_awaited())

    def test_a_pause_takes_its_time_and_hands_on_what_comes_meanwhile(self) -> None:
        started = time.monotonic()
        outbound.pause(20)
        self.assertGreaterEqual(time.monotonic() - started, 0.019)
        question = Question(_READ)
        self.host.frames.append(self.host.frame(self.host.asked[0], data(b"abc")))
        outbound.pause(10_000)
        self.assertEqual(question.wait(None).bytes, b"abc")

    def test_where_nothing_can_be_switched_a_pause_spins_and_a_question_fails(self) -> None:
        self.can_switch = False
        started = time.monotonic()
        outbound.pause(10)
        self.assertGreaterEqual(time.monotonic() - started, 0.009)
        error = raised_by(lambda: Question(_READ))
        self.assertIn("Cross-Origin-Opener-Policy", str(error))
        self.assertEqual(self.host.steps, [])
