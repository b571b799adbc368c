"""Waiting without a core: pythonless.loops.waiting."""

import asyncio
import queue
import select
import signal
import threading
import time
import unittest
from collections.abc import Callable
from functools import partial

from support import fake_host, isolate, raised_by

from pythonless.loops import asyncio_patches, waiting


class Woken(BaseException):
    """What an interrupt raises."""


class WaitingTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        self.host = fake_host(self)
        waiting.set_up()
        waiting.connect(self.host.wait)

    def test_sleep_waits_on_the_host(self) -> None:
        started = time.monotonic()
        time.sleep(0.02)
        self.assertGreaterEqual(time.monotonic() - started, 0.02)
        self.assertEqual(self.host.waits, [20])

    def test_sleep_goes_on_after_a_wait_that_ended_early(self) -> None:
        waits: list[float] = []

        def nap(milliseconds: float) -> None:
            waits.append(milliseconds)
            # The first ends at once. What follows is long enough for a machine that has other things to do.
            self.host.wait(milliseconds if len(waits) > 1 else 0)

        waiting.connect(nap)
        time.sleep(0.2)
        self.assertGreaterEqual(len(waits), 2)

    def test_sleep_keeps_the_errors_of_python(self) -> None:
        for seconds, expected in ((-1, ValueError), (float("nan"), ValueError), (1e30, OverflowError)):
            with self.subTest(seconds=seconds):
                self.assertIsInstance(raised_by(partial(time.sleep, seconds)), expected)
        self.assertIsInstance(raised_by(lambda: time.sleep("1")), TypeError)  # pyright: ignore[reportArgumentType]

    def test_what_waits_with_a_timeout_waits_on_the_host(self) -> None:
        for name, work, expected in (
            ("Event", lambda: threading.Event().wait(0.01), False),
            ("Lock", lambda: _taken().acquire(timeout=0.01), False),
            ("Semaphore", lambda: threading.Semaphore(0).acquire(timeout=0.01), False),
            ("select", lambda: select.select([], [], [], 0.01), ([], [], [])),
        ):
            with self.subTest(name):
                self.host.waits.clear()
                self.assertEqual(work(), expected)
                self.assertTrue(self.host.waits)

    def test_queues_wait_on_the_host(self) -> None:
        for kind in (queue.Queue, queue.SimpleQueue):
            with self.subTest(kind.__name__):
                self.host.waits.clear()
                self.assertIsInstance(raised_by(partial(kind().get, timeout=0.01)), queue.Empty)
                self.assertTrue(self.host.waits)

    def test_a_loop_that_sleeps_waits_on_the_host(self) -> None:
        asyncio_patches.set_up()
        with asyncio_patches.NoneRunning():
            asyncio.run(asyncio.sleep(0.01))
        self.assertTrue(self.host.waits)

    def test_what_waits_for_ever_can_be_woken(self) -> None:
        def wake(milliseconds: float) -> None:
            self.assertGreater(milliseconds, 1_000_000)
            raise Woken

        waiting.connect(wake)
        endless: list[Callable[[], object]] = [
            lambda: time.sleep(1e9),
            lambda: threading.Event().wait(),
            lambda: _taken().acquire(),
            lambda: queue.Queue().get(),
            lambda: select.select([], [], []),
            signal.pause,
        ]
        for index, work in enumerate(endless):
            with self.subTest(index):
                self.assertIsInstance(raised_by(work), Woken)

    def test_a_lock_is_a_lock(self) -> None:
        lock = threading.Lock()
        with lock:
            self.assertTrue(lock.locked())
            self.assertFalse(lock.acquire(blocking=False))
            self.assertFalse(lock.acquire(timeout=0))
            self.assertIn("<locked _thread.lock", repr(lock))
        self.assertFalse(lock.locked())
        self.assertIsInstance(raised_by(lock.release), RuntimeError)
        self.assertIsInstance(raised_by(lambda: lock.acquire(False, 1)), ValueError)

    def test_without_shared_memory_python_sleeps_by_itself(self) -> None:
        waiting.connect(None)
        started = time.monotonic()
        time.sleep(0.005)
        self.assertGreaterEqual(time.monotonic() - started, 0.005)
        self.assertEqual(self.host.waits, [])


def _taken() -> threading.Lock:
    lock = threading.Lock()
    lock.acquire()
    return lock
