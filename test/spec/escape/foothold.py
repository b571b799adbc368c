"""What the ways begin with: objects of JavaScript that Python is not given, and how to tell that one got out."""

import ctypes
from collections.abc import Callable
from typing import Any

from pyodide.ffi import JsException, JsProxy, create_proxy, to_js

#: Where a proxy holds its reference, and which references Pyodide's own objects have, in this build of it.
_REFERENCE_WORD, _PUBLIC_API, _INNER_API = 9, 5, 7
_kept: list[Any] = []


def forge(reference: int) -> Any:
    """A proxy of an object that JavaScript keeps for itself: the reference inside of a proxy is but a number."""
    proxy = to_js([])
    _kept.append(proxy)
    ctypes.c_uint32.from_address(id(proxy) + 4 * _REFERENCE_WORD).value = reference
    return proxy


def pyodide_js() -> Any:
    """What `import pyodide_js` would give."""
    return forge(_PUBLIC_API)


def api() -> Any:
    """What `pyodide_js._api` would give."""
    return forge(_INNER_API)


def kept(function: Callable[..., Any]) -> Any:
    """A Python function that JavaScript may keep."""
    proxy = create_proxy(function)
    _kept.append(proxy)
    return proxy


def prototype_of(thing: Any) -> Any:
    return objects().getPrototypeOf(thing)


def objects() -> Any:
    """JavaScript's `Object`."""
    return to_js([]).constructor.prototype.__proto__.constructor


def thrown_by(work: Callable[[], Any]) -> Any:
    """The JavaScript error that something throws."""
    try:
        work()
    except JsException as error:
        return error
    raise AssertionError("nothing was thrown")


def compiles(maker: Any) -> str | None:
    """Whether a function constructor takes code."""
    return "code from a string ran" if maker("return 6 * 7")() == 42 else None


def leads_out(thing: Any) -> str | None:
    """Whether an object is of a realm whose constructors take code."""
    try:
        return compiles(thing.constructor.constructor) if isinstance(thing, JsProxy) else None
    except Exception:
        return None


def found(thing: Any) -> str | None:
    """What is there at all is a way."""
    return None if thing is None else f"got {str(thing)[:80]}"
