"""What runs when Python throws something away: it may fail, and the call has its answer all the same."""

import asyncio
import atexit
import gc
import os
import sys
import weakref


class Raising:
    def __del__(self):
        raise RuntimeError("no")


class Circle:
    def __init__(self):
        self.own = self

    def __del__(self):
        raise RuntimeError("no")


class Exiting:
    def __del__(self):
        sys.exit(3)


class Ending:
    def __del__(self):
        os._exit(3)


class Rising:
    """Comes back whenever it is thrown away."""

    kept = None

    def __del__(self):
        Rising.kept = self


def del_raises():
    Raising()
    return "done"


def del_raises_in_result():
    class Words(list):
        def __del__(self):
            raise RuntimeError("no")

    return Words(["done"])


def del_raises_in_error():
    class Hostile(Exception):
        def __del__(self):
            raise RuntimeError("no")

    raise Hostile("words")


def del_exits():
    Exiting()
    return "done"


def del_ends_the_process():
    Ending()
    return "done"


def del_ends_the_process_after_the_call():
    class Words(list):
        def __del__(self):
            os._exit(3)

    return Words(["done"])


def del_rises():
    Rising()
    Rising.kept = None
    return "done"


def collector_finds_it():
    Circle()
    gc.collect()
    return "done"


def collector_calls_back():
    def callback(phase, info):
        raise RuntimeError("no")

    gc.callbacks.append(callback)
    gc.collect()
    return "done"


def collector_at_every_step():
    gc.set_threshold(1)
    return "done"


def generator_raises():
    def generate():
        try:
            yield 1
        finally:
            raise RuntimeError("no")

    next(generate())
    return "done"


def generator_goes_on():
    def generate():
        while True:
            try:
                yield 1
            except GeneratorExit:
                pass

    next(generate())
    return "done"


async def async_generator_left_open():
    async def generate():
        try:
            yield 1
        finally:
            await asyncio.sleep(0)
            raise RuntimeError("no")

    async for _ in generate():
        break
    return "done"


async def coroutine_never_awaited():
    asyncio.sleep(1)
    return "done"


async def coroutine_raises_when_closed():
    async def work():
        try:
            await asyncio.sleep(60)
        finally:
            raise RuntimeError("no")

    coroutine = work()
    coroutine.send(None)
    del coroutine
    return "done"


async def task_refuses_to_end():
    async def work():
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                pass

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    return "done"


def weakref_raises():
    def callback(_):
        raise RuntimeError("no")

    thing = Rising()
    weakref.ref(thing, callback)
    weakref.finalize(thing, callback)
    return "done"


def atexit_raises():
    def end():
        raise RuntimeError("no")

    atexit.register(end)
    return "done"


def atexit_runs_now():
    atexit.register(os._exit, 3)
    atexit._run_exitfuncs()


def unraisable_hook_raises():
    def hook(_):
        raise RuntimeError("no")

    sys.unraisablehook = hook
    Raising()
    return "done"


def unraisable_hook_is_gone():
    del sys.unraisablehook
    Raising()
    return "done"


def exception_hook_raises():
    def hook(*_):
        sys.exit(3)

    sys.excepthook = hook
    raise ValueError("words")
