"""Builtins that Python rebuilds, so that whoever calls them from outside hands something over."""

import asyncio
from collections.abc import Callable
from typing import Any

from foothold import api, kept, leads_out, objects, prototype_of, pyodide_js
from pyodide.ffi import JsException, to_js


class Trap:
    """A function that looks at what it is given, and at who it is a method of."""

    def __init__(self) -> None:
        self.way: str | None = None

    def __call__(self, *given: Any) -> None:
        self.way = self.way or next((way for way in map(leads_out, given) if way), None)


def _trapped(place: Any, name: str, use: Callable[[], Any]) -> str | None:
    trap = Trap()
    before = objects().getOwnPropertyDescriptor(place, name)
    setattr(place, name, kept(trap))
    try:
        use()
    finally:
        objects().defineProperty(place, name, before)
    return trap.way


def _errors() -> Any:
    try:
        to_js([]).reduce(None)
    except JsException as error:
        return prototype_of(prototype_of(error)).constructor
    raise AssertionError


def _promises() -> Any:
    """The constructor. A promise itself, its prototype included, comes out as a future."""
    return api().lockFilePromise.constructor


def prepare_stack_trace() -> str | None:
    trap = Trap()
    _errors().prepareStackTrace = kept(trap)
    try:
        to_js([]).reduce(None)
    except JsException as error:
        str(error.stack)
    return trap.way


def prepare_stack_trace_defined() -> str | None:
    trap = Trap()
    objects().defineProperty(_errors(), "prepareStackTrace", to_js({"value": kept(trap)}))
    return trap.way


def name_of_an_error() -> str | None:
    trap = Trap()
    thing = to_js([])
    thing.__defineGetter__("name", kept(trap))
    thing.__defineGetter__("message", kept(trap))
    _errors().captureStackTrace(thing)
    str(thing.stack)
    return trap.way


def iterator_of_arrays() -> str | None:
    return _trapped(prototype_of(to_js([])), "values", lambda: print("written"))


def apply_of_functions() -> str | None:
    return _trapped(prototype_of(to_js([]).map), "apply", lambda: print("written"))


def call_of_functions() -> str | None:
    return _trapped(prototype_of(to_js([]).map), "call", lambda: print("written"))


def slice_of_bytes() -> str | None:
    return _trapped(prototype_of(prototype_of(to_js(b"1"))), "slice", lambda: print("written"))


def last_index_of_bytes() -> str | None:
    return _trapped(prototype_of(prototype_of(to_js(b"1"))), "lastIndexOf", lambda: print("written"))


def subarray_of_bytes() -> str | None:
    return _trapped(prototype_of(prototype_of(to_js(b"1"))), "subarray", lambda: print("written"))


def buffer_of_bytes() -> str | None:
    trap = Trap()
    objects().defineProperty(
        prototype_of(prototype_of(to_js(b"1"))), "buffer", to_js({"get": kept(trap), "configurable": True})
    )
    print("written")
    return trap.way


def resolve_of_promises() -> str | None:
    return _trapped(_promises(), "resolve", lambda: print("written"))


def then_of_objects() -> str | None:
    trap = Trap()
    objects().defineProperty(objects().prototype, "then", to_js({"get": kept(trap), "configurable": True}))
    return trap.way or "every object can be made a promise"


def to_string_of_objects() -> str | None:
    return _trapped(objects().prototype, "toString", lambda: print("written"))


async def error_out_of_a_timer() -> str | None:
    trap = Trap()

    def fail() -> None:
        raise ValueError("late")

    api().config.jsglobals.setTimeout(kept(fail), 1)
    await asyncio.sleep(0.2)
    return trap.way


async def rejection_that_nobody_handles() -> str | None:
    trap = Trap()
    thing = to_js([])
    thing.__defineGetter__("stack", kept(trap))
    _promises().reject(thing)
    await asyncio.sleep(0.2)
    return trap.way


def answer_that_is_no_text() -> str | None:
    trap = Trap()
    thing = to_js([])
    thing.toString = kept(trap)
    from pythonless import rpc

    rpc._instance.emit(thing, thing, thing)
    return trap.way


def memory_that_is_no_number() -> str | None:
    trap = Trap()
    heap = to_js([])
    heap.__defineGetter__("byteLength", kept(trap))
    pyodide_js()._module.HEAP8 = heap
    return trap.way
