"""The process: its end, its threads, its children, its signals."""

import _thread
import asyncio
import concurrent.futures
import os
import signal
import subprocess
import sys
import threading


def exits():
    sys.exit(3)


def exits_with_words():
    sys.exit("words")


def exits_at_once():
    os._exit(3)


def exits_without_an_error():
    os._exit(0)


def aborts():
    os.abort()


def exits_in_finally():
    try:
        return "done"
    finally:
        sys.exit(3)


def exits_in_except():
    try:
        raise ValueError("words")
    except ValueError:
        sys.exit(3)


async def exits_later():
    await asyncio.sleep(0.01)
    sys.exit(3)


async def exits_in_a_task():
    async def end():
        sys.exit(3)

    await asyncio.create_task(end())


async def exits_in_a_callback():
    asyncio.get_running_loop().call_soon(sys.exit, 3)
    await asyncio.sleep(60)


async def exits_in_a_task_group():
    async def end():
        sys.exit(3)

    async with asyncio.TaskGroup() as group:
        group.create_task(end())
        group.create_task(asyncio.sleep(60))


async def ends_in_a_callback():
    asyncio.get_running_loop().call_soon(os._exit, 3)
    await asyncio.sleep(60)


async def raises_in_a_callback():
    def call():
        raise ValueError("words")

    asyncio.get_running_loop().call_soon(call)
    await asyncio.sleep(0.01)
    return "done"


async def raises_in_a_task():
    async def work():
        raise ValueError("words")

    asyncio.create_task(work())
    await asyncio.sleep(0.01)
    return "done"


async def task_group_fails():
    async def work(number):
        raise ValueError(str(number))

    async with asyncio.TaskGroup() as group:
        for number in range(3):
            group.create_task(work(number))


async def cancels_itself():
    asyncio.current_task().cancel()
    await asyncio.sleep(0)


async def waits_for_itself():
    await asyncio.current_task()


async def waits_for_what_never_comes():
    await asyncio.get_running_loop().create_future()


def returns_a_future_of_another_loop():
    loop = asyncio.new_event_loop()
    return loop.create_future()


def kills_itself():
    os.kill(os.getpid(), signal.SIGKILL)


def terminates_itself():
    signal.raise_signal(signal.SIGTERM)


def interrupts_itself():
    signal.raise_signal(signal.SIGINT)


def segmentation_fault():
    signal.raise_signal(signal.SIGSEGV)


def forks():
    return os.fork()


def spawns():
    return subprocess.run(["true"], check=False).returncode


def runs_a_shell():
    return os.system("true")


def replaces_itself():
    os.execv("/bin/true", ["true"])


def starts_a_thread():
    threading.Thread(target=print).start()


def starts_a_raw_thread():
    _thread.start_new_thread(print, ())


def starts_a_pool():
    with concurrent.futures.ThreadPoolExecutor() as pool:
        return pool.submit(int).result()


def starts_a_pool_of_processes():
    with concurrent.futures.ProcessPoolExecutor() as pool:
        return pool.submit(int).result()


def starts_a_process():
    import multiprocessing

    multiprocessing.Process(target=print).start()


def waits_for_a_lock():
    lock = _thread.allocate_lock()
    lock.acquire()
    lock.acquire()


def reads_from_nobody():
    return input()


def breaks():
    breakpoint()


def starts_a_watchdog():
    import faulthandler

    faulthandler.dump_traceback_later(0.01)
