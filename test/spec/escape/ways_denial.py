"""What could hang or drown the host, who has to go on."""

import asyncio
import json
import time

from foothold import api, kept, pyodide_js
from pyodide.ffi import to_js

from pythonless import rpc


def sleep_without_end() -> None:
    time.sleep(1e6)


async def turns_without_end() -> None:
    while True:
        await asyncio.sleep(0)


def steps_of_javascript_without_end() -> None:
    held = to_js([1])
    held.forEach(kept(lambda *_: held.push(1)))
    while True:
        held.slice()


def many_lines() -> None:
    for number in range(100_000):
        print(number)


def one_long_line() -> None:
    print("x" * 50_000_000)


def many_timers() -> None:
    for _ in range(20_000):
        api().config.jsglobals.setTimeout(kept(time.time), 50)


def port_of_pyodide() -> None:
    pyodide_js()._module.abort("closed")


def streams_closed() -> None:
    pyodide_js().FS.closeStream(1)
    pyodide_js().FS.closeStream(2)
    print("written")


def large_answer() -> None:
    details = {"type": "str", "initMs": None, "warnings": []}
    rpc._instance.emit("result", json.dumps(details), '"' + "x" * 50_000_000 + '"')
