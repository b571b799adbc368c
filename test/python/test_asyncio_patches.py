"""pythonless/loops/asyncio_patches.py: asyncio as sync handlers find it (rulings 20 and 22)."""

import asyncio
import contextvars
import time
import unittest
import unittest.mock
import weakref
from collections.abc import AsyncGenerator, Callable
from typing import Any

from support import isolate

from pythonless.loops import asyncio_patches
from pythonless.loops.sleeping_loop import SleepingLoop


class LoopsTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        asyncio_patches.set_up()
        around = asyncio_patches.NoneRunning()
        around.__enter__()
        self.addCleanup(around.__exit__)


class NoneRunningTest(LoopsTest):
    def test_the_loop_of_pyodide_is_hidden_and_comes_back(self) -> None:
        outer = SleepingLoop()
        self.addCleanup(outer.close)
        asyncio._set_running_loop(outer)
        with self.assertRaises(ZeroDivisionError), asyncio_patches.NoneRunning():
            with self.assertRaisesRegex(RuntimeError, "no running event loop"):
                asyncio.get_running_loop()
            _ = 1 / 0
        self.assertIs(asyncio.get_running_loop(), outer)

    def test_a_coroutine_on_the_loop_of_pyodide_is_refused_another(self) -> None:
        # The running loop, as it was before setUp: Pyodide's `run` would wait there for JavaScript.
        self.doCleanups()
        isolate(self)
        asyncio_patches.set_up()
        inner = asyncio.sleep(0)
        self.addCleanup(inner.close)
        self.assertEqual(type(asyncio.get_running_loop()).__name__, "WebLoop")
        with self.assertRaisesRegex(
            RuntimeError, r"asyncio\.run\(\) cannot be called from a running event loop"
        ):
            asyncio.run(inner)

    def test_get_event_loop_raises_where_no_loop_was_set(self) -> None:
        with self.assertRaisesRegex(RuntimeError, r"There is no current event loop in thread 'MainThread'\."):
            asyncio.get_event_loop()

    def test_a_loop_that_was_set_is_the_current_one(self) -> None:
        loop = asyncio.new_event_loop()
        self.addCleanup(loop.close)
        asyncio.set_event_loop(loop)
        self.assertIs(asyncio.get_event_loop(), loop)
        self.assertEqual(loop.run_until_complete(asyncio.sleep(0, "done")), "done")


class RunTest(LoopsTest):
    def test_it_gives_the_result(self) -> None:
        self.assertEqual(asyncio.run(asyncio.sleep(0, "done")), "done")

    def test_it_can_be_called_again_and_leaves_no_loop(self) -> None:
        for number in range(2):
            self.assertEqual(asyncio.run(asyncio.sleep(0, number)), number)
        with self.assertRaises(RuntimeError):
            asyncio.get_event_loop()

    def test_a_timer_takes_its_time(self) -> None:
        started = time.monotonic()
        asyncio.run(asyncio.sleep(0.02))
        self.assertGreaterEqual(time.monotonic() - started, 0.019)

    def test_waiting_burns_no_time(self) -> None:
        with unittest.mock.patch.object(time, "sleep", side_effect=time.sleep) as sleep:
            asyncio.run(asyncio.sleep(0.02))
        slept = sum(call.args[0] for call in sleep.call_args_list)
        self.assertAlmostEqual(slept, 0.02, delta=0.01)

    def test_timers_fire_in_their_order(self) -> None:
        async def main() -> list[int]:
            fired: list[int] = []
            for number in (3, 1, 2):
                asyncio.get_running_loop().call_later(number / 500, fired.append, number)
            await asyncio.sleep(0.01)
            return fired

        self.assertEqual(asyncio.run(main()), [1, 2, 3])

    def test_gather_and_task_groups_work_side_by_side(self) -> None:
        async def main() -> list[int]:
            gathered = await asyncio.gather(*(asyncio.sleep(0.001, number) for number in range(3)))
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(asyncio.sleep(0.001, number)) for number in range(3, 5)]
            return [*gathered, *(task.result() for task in tasks)]

        self.assertEqual(asyncio.run(main()), [0, 1, 2, 3, 4])

    def test_a_queue_carries_values_between_tasks(self) -> None:
        async def main() -> list[int]:
            queue: asyncio.Queue[int] = asyncio.Queue(maxsize=1)

            async def produce() -> None:
                for number in range(4):
                    await queue.put(number)

            producer = asyncio.create_task(produce())
            taken = [await queue.get() for _ in range(4)]
            await producer
            return taken

        self.assertEqual(asyncio.run(main()), [0, 1, 2, 3])

    def test_timeouts_end_what_takes_too_long(self) -> None:
        async def with_timeout() -> None:
            async with asyncio.timeout(0.005):
                await asyncio.sleep(5)

        started = time.monotonic()
        for main in (with_timeout(), asyncio.wait_for(asyncio.sleep(5), 0.005)):
            with self.assertRaises(TimeoutError):
                asyncio.run(main)
        self.assertLess(time.monotonic() - started, 2)

    def test_a_timeout_that_is_not_reached_is_none(self) -> None:
        self.assertEqual(asyncio.run(asyncio.wait_for(asyncio.sleep(0.001, "done"), 5)), "done")

    def test_async_generators_are_closed_at_the_end(self) -> None:
        closed: list[bool] = []

        async def numbers() -> AsyncGenerator[int]:
            try:
                yield 1
            finally:
                closed.append(True)

        async def main() -> None:
            generator = numbers()
            kept.append(generator)
            await anext(generator)

        kept: list[Any] = []
        asyncio.run(main())
        self.assertEqual(closed, [True])

    def test_a_call_from_another_thread_needs_no_other_thread(self) -> None:
        async def main() -> str:
            future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
            asyncio.get_running_loop().call_soon_threadsafe(future.set_result, "done")
            return await future

        self.assertEqual(asyncio.run(main()), "done")

    def test_waiting_for_what_cannot_come_is_an_error_in_words(self) -> None:
        async def main() -> None:
            await asyncio.get_running_loop().create_future()

        with self.assertRaisesRegex(RuntimeError, "waits for something that cannot come"):
            asyncio.run(main())

    def test_exceptions_come_through(self) -> None:
        async def main(error: BaseException) -> None:
            await asyncio.sleep(0)
            raise error

        for error in (KeyError("k"), SystemExit(3), asyncio.CancelledError()):
            with self.subTest(error), self.assertRaises(type(error)):
                asyncio.run(main(error))

    def test_it_is_refused_inside_of_itself(self) -> None:
        async def main() -> None:
            inner = asyncio.sleep(0)
            try:
                asyncio.run(inner)
            finally:
                inner.close()

        with self.assertRaisesRegex(
            RuntimeError, r"asyncio\.run\(\) cannot be called from a running event loop"
        ):
            asyncio.run(main())

    def test_the_loop_factory_that_programs_name_works(self) -> None:
        with asyncio.Runner(loop_factory=asyncio.EventLoop) as runner:
            self.assertEqual(runner.run(asyncio.sleep(0.001, "done")), "done")


class OneGoTest(LoopsTest):
    """`asyncio.run` takes a shorter way than CPython's, which may not be seen."""

    def test_what_the_coroutine_scheduled_runs_before_the_end(self) -> None:
        async def main() -> None:
            asyncio.get_running_loop().call_soon(called.append, "soon")
            asyncio.get_running_loop().call_later(5, called.append, "later")

        called: list[str] = []
        asyncio.run(main())
        self.assertEqual(called, ["soon"])

    def test_the_loop_runs_and_the_task_is_the_current_one(self) -> None:
        async def main() -> tuple[bool, bool]:
            return asyncio.get_running_loop().is_running(), asyncio.current_task() is not None

        self.assertEqual(asyncio.run(main()), (True, True))

    def test_variables_of_the_context_stay_inside(self) -> None:
        variable = contextvars.ContextVar("variable", default="outside")

        async def main() -> str:
            variable.set("inside")
            return variable.get()

        self.assertEqual((asyncio.run(main()), variable.get()), ("inside", "outside"))

    def test_the_loop_is_closed_afterwards(self) -> None:
        async def main() -> asyncio.AbstractEventLoop:
            return asyncio.get_running_loop()

        self.assertTrue(asyncio.run(main()).is_closed())

    def test_debug_mode_and_other_loops_are_left_to_cpython(self) -> None:
        async def main() -> bool:
            return asyncio.get_running_loop().get_debug()

        self.assertTrue(asyncio.run(main(), debug=True))
        self.assertFalse(asyncio.run(main(), loop_factory=SleepingLoop))

    def test_only_a_coroutine_is_run(self) -> None:
        for wrong in (1, asyncio.sleep):
            with self.assertRaises((TypeError, ValueError)):
                asyncio.run(wrong)  # type: ignore[arg-type]


class LastLoopTest(LoopsTest):
    """The loop of a run may be taken for the next one, which may not be seen either."""

    def test_a_run_that_leaves_nothing_leaves_its_loop_to_the_next(self) -> None:
        async def main() -> None:
            asyncio.get_running_loop().call_soon(bool)
            asyncio.get_running_loop().call_later(5, bool)
            await asyncio.gather(asyncio.sleep(0.001), asyncio.sleep(0))

        asyncio.run(main())
        before = id(asyncio_patches._Last.loop)
        asyncio.run(main())
        self.assertEqual(id(asyncio_patches._Last.loop), before)

    def test_who_holds_it_does_not_see_it_run_again(self) -> None:
        async def main() -> asyncio.AbstractEventLoop:
            return asyncio.get_running_loop()

        async def future() -> asyncio.Future[None]:
            return asyncio.get_running_loop().create_future()

        first, second = asyncio.run(main()), asyncio.run(main())
        self.assertIsNot(first, second)
        self.assertEqual((first.is_closed(), second.is_closed()), (True, True))
        bound = asyncio.run(future())
        asyncio.run(main())
        self.assertTrue(bound.get_loop().is_closed())

    def test_what_is_kept_by_loop_is_not_found_again(self) -> None:
        async def main() -> int:
            seen[asyncio.get_running_loop()] = True
            return len(seen)

        seen: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, bool] = weakref.WeakKeyDictionary()
        self.assertEqual([asyncio.run(main()) for _ in range(3)], [1, 1, 1])

    def test_what_a_run_sets_is_gone_in_the_next(self) -> None:
        def attributes(loop: asyncio.AbstractEventLoop) -> tuple[Any, ...]:
            exception, factory = loop.get_exception_handler(), loop.get_task_factory()
            return exception, factory, loop.get_debug(), vars(loop)["slow_callback_duration"], len(vars(loop))

        changes: list[Callable[[Any], object]] = [
            lambda loop: loop.set_exception_handler(lambda *_: None),
            lambda loop: loop.set_task_factory(lambda loop, main, **more: asyncio.Task(main, loop=loop)),
            lambda loop: loop.set_debug(True),
            lambda loop: setattr(loop, "slow_callback_duration", 1),
            lambda loop: setattr(loop, "of_the_function", 1),
        ]
        for index, change in enumerate(changes):
            with self.subTest(index):

                async def main(change: Callable[[Any], object]) -> tuple[Any, ...]:
                    told = attributes(asyncio.get_running_loop())
                    change(asyncio.get_running_loop())
                    return told

                self.assertEqual(asyncio.run(main(change)), asyncio.run(main(bool)))

    def test_a_run_that_failed_leaves_none(self) -> None:
        async def main() -> None:
            raise KeyError

        async def is_running() -> bool:
            return asyncio.get_running_loop().is_running()

        with self.assertRaises(KeyError):
            asyncio.run(main())
        self.assertTrue(asyncio.run(is_running()))


class StoppedTest(LoopsTest):
    """The call is stopped while a loop runs in it."""

    def test_a_task_that_keeps_it_to_itself_does_not_keep_the_loop(self) -> None:
        async def swallow() -> None:
            try:
                asyncio_patches.stop(stopped)
                raise stopped
            except BaseException:
                pass

        async def main() -> None:
            task = asyncio.create_task(swallow())
            try:
                await asyncio.sleep(60)
            finally:
                cleaned.append(task.done())

        stopped, cleaned = GeneratorExit("stopped"), []
        with self.assertRaises(GeneratorExit) as raised:
            asyncio.run(main())
        self.assertIs(raised.exception, stopped)
        self.assertEqual(cleaned, [True])

    def test_the_next_loop_runs_as_ever(self) -> None:
        async def stop() -> None:
            asyncio_patches.stop(GeneratorExit())

        asyncio.run(stop())
        self.assertEqual(asyncio.run(asyncio.sleep(0.001, "done")), "done")
