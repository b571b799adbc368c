"""What Python can import, and what it can find without importing."""

import gc
import importlib
import sys
from typing import Any

from foothold import api, found, kept, leads_out, pyodide_js
from pyodide.ffi import JsProxy, register_js_module, to_js


def import_js() -> str | None:
    import js

    return found(js)


def import_pyodide_js() -> str | None:
    import pyodide_js

    return found(pyodide_js)


def process_of_js() -> str | None:
    from js import process

    return found(process.env)


def run_js() -> str | None:
    from pyodide.code import run_js

    return found(run_js("globalThis"))


def run_js_of_its_own_module() -> str | None:
    from pyodide._run_js import run_js

    return found(run_js("globalThis"))


def import_without_the_refusal() -> str | None:
    sys.meta_path[:] = [finder for finder in sys.meta_path if "sealing" not in type(finder).__module__]
    return found(importlib.import_module("js"))


def registry_of_the_finder() -> str | None:
    from _pyodide._importhook import jsfinder

    return found(next(iter(jsfinder.jsproxies.values()), None))


def loaded_modules() -> str | None:
    return found(next((m for m in sys.modules.values() if isinstance(m, JsProxy)), None))


def objects_of_the_collector() -> str | None:
    held = (thing for thing in gc.get_objects() if isinstance(thing, JsProxy))
    return found(next((thing for thing in held if hasattr(thing, "FS") or hasattr(thing, "process")), None))


def members_of_the_core() -> str | None:
    import _pyodide_core

    proxies = [thing for thing in vars(_pyodide_core).values() if isinstance(thing, JsProxy)]
    return next((way for way in map(leads_out, proxies) if way), None)


def module_registered_again() -> str | None:
    register_js_module("js", to_js([]))
    import js

    return leads_out(js)


async def pyfetch() -> str | None:
    from pyodide.http import pyfetch

    return found(await pyfetch("https://example.com/"))


def open_url() -> str | None:
    from pyodide.http import open_url

    return found(open_url("https://example.com/"))


def xml_http_request() -> str | None:
    from pyodide.http import pyxhr

    return found(pyxhr.get("https://example.com/"))


def event_listeners() -> str | None:
    from pyodide.ffi.wrappers import add_event_listener

    return found(add_event_listener(api(), "message", print))


async def package_from_the_network() -> str | None:
    await pyodide_js().loadPackage("https://example.com/a-1.0-py3-none-any.whl")
    import a

    return found(a)


def package_loader() -> str | None:
    from pyodide import _package_loader

    return leads_out(_package_loader.loadedPackages)


def globals_in_the_settings() -> str | None:
    given: Any = api().config.jsglobals
    return next((way for way in (leads_out(given), leads_out(given.setTimeout)) if way), None)


def names_of_the_worker() -> str | None:
    wanted = (
        "process",
        "require",
        "fetch",
        "XMLHttpRequest",
        "WebSocket",
        "importScripts",
        "indexedDB",
        "caches",
    )
    places = (pyodide_js(), api(), pyodide_js()._module, api().config, api().config.jsglobals)
    return next((name for place in places for name in wanted if hasattr(place, name)), None)


def timer_with_text() -> str | None:
    api().config.jsglobals.setTimeout("throw new Error('text ran')", 0)
    return None


def scheduler_of_the_loop() -> str | None:
    from pyodide import webloop

    return leads_out(webloop.scheduleCallback) or leads_out(webloop.scheduleCallback.bind(kept(print)))
