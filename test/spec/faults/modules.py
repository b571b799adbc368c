"""What Python itself stands on, patched or taken away."""

import ast
import asyncio
import builtins
import contextvars
import functools
import inspect
import json
import linecache
import os
import shutil
import signal
import sys
import time
import traceback
import warnings


def _boom(*_, **__):
    raise RuntimeError("patched")


def _patch_all(module):
    for name, value in list(vars(module).items()):
        if callable(value):
            setattr(module, name, _boom)


def modules_are_cleared():
    sys.modules.clear()
    return "done"


def modules_are_cleared_and_it_raises():
    sys.modules.clear()
    raise ValueError("words")


def modules_are_none():
    for name in list(sys.modules):
        sys.modules[name] = None
    return "done"


def modules_are_gone():
    del sys.modules
    return "done"


def import_system_is_gone():
    sys.meta_path.clear()
    sys.path_hooks.clear()
    sys.path.clear()
    sys.path_importer_cache.clear()
    return "done"


def import_raises():
    builtins.__import__ = _boom
    raise ValueError("words")


def json_functions():
    json.dumps = json.loads = json.JSONEncoder = json.JSONDecoder = _boom
    return {"done": [1.5, None]}


def json_encoder():
    json.JSONEncoder.encode = json.JSONEncoder.iterencode = _boom
    return ["done"]


def json_encoder_and_it_raises():
    json.JSONEncoder.encode = json.JSONEncoder.iterencode = _boom
    raise ValueError("words")


def json_decoder():
    json.JSONDecoder.decode = json.JSONDecoder.raw_decode = _boom
    return "done"


def json_in_pure_python():
    json.encoder.c_make_encoder = None
    json.encoder.encode_basestring_ascii = _boom
    return {"done": 1}


def json_default():
    json.JSONEncoder.default = lambda self, value: str(value)
    return {"done": 1j}


def builtins_raise():
    _patch_builtins()
    return 5


def builtins_raise_and_so_does_it():
    _patch_builtins()
    raise ValueError("words")


def _patch_builtins():
    names = vars(builtins)
    kept = {
        name
        for name, value in names.items()
        if name.startswith("_") or "Error" in name or "Exception" in name
    }
    names.update({name: _boom for name in names if name not in kept})


def builtins_are_gone():
    vars(builtins).clear()
    return 5


def exceptions_are_gone():
    del builtins.BaseException, builtins.Exception, builtins.RuntimeError
    return "done"


def open_raises():
    builtins.open = _boom
    raise ValueError("words")


def print_raises():
    builtins.print = _boom
    return "done"


def inspect_is_patched():
    _patch_all(inspect)
    return "done"


async def asyncio_is_patched():
    _patch_all(asyncio)
    return "done"


async def asyncio_events_are_patched():
    _patch_all(asyncio.events)
    return "done"


def asyncio_tasks_are_patched():
    async def work():
        return "done"

    asyncio.Task = asyncio.create_task = asyncio.get_running_loop = _boom
    return work()


async def loop_is_patched():
    loop = asyncio.get_running_loop()
    loop.call_later = loop.call_soon = _boom
    return "done"


async def loop_is_stopped():
    loop = asyncio.get_running_loop()
    loop.stop()
    return "done"


async def loop_is_closed():
    loop = asyncio.get_running_loop()
    loop.close()
    return "done"


def time_is_patched():
    _patch_all(time)
    return "done"


def time_stands_still():
    now = time.monotonic()
    time.monotonic = time.time = time.perf_counter = lambda: now
    time.sleep(0.01)
    return "done"


def traceback_is_patched():
    _patch_all(traceback)
    raise ValueError("words")


def linecache_is_patched():
    _patch_all(linecache)
    raise ValueError("words")


def functools_and_contextvars():
    _patch_all(functools)
    _patch_all(contextvars)
    return "done"


def os_is_patched():
    _patch_all(os)
    return "done"


def signals_are_ignored():
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    return "done"


def interrupt_is_ignored():
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while True:
        pass


def warnings_are_errors():
    warnings.simplefilter("error")
    compile("1 is 1", "x", "eval", ast.PyCF_ONLY_AST)
    return "done"


def trace_raises():
    sys.settrace(_boom)
    return "done"


def profile_raises():
    sys.setprofile(_boom)
    return "done"


def profile_raises_on_the_way_out():
    def profile(frame, *_):
        if not frame.f_code.co_filename.startswith("/function/code/"):
            raise RuntimeError("profiled")

    sys.setprofile(profile)
    return "done"


def files_are_gone():
    os.chdir("/")
    shutil.rmtree("/function", ignore_errors=True)
    shutil.rmtree("/lib", ignore_errors=True)
    return "done"


def files_are_gone_and_it_raises():
    files_are_gone()
    raise ValueError("words")


def environment_is_cleared():
    os.environ.clear()
    return "done"


def runtime_is_patched():
    import runtime

    runtime.handle_event = runtime.encode_result = runtime.decode_event = _boom
    return "done"


def bootstrap_is_patched():
    import pythonless.call
    import pythonless.exceptions_to_json
    import pythonless.rpc

    for module in (pythonless.call, pythonless.rpc, pythonless.exceptions_to_json):
        _patch_all(module)
    raise ValueError("words")
