"""Code from strings, by every function constructor that can be found."""

import ctypes

from foothold import api, compiles, kept, leads_out, objects, prototype_of, pyodide_js, thrown_by
from pyodide.ffi import to_js


def constructor_of_a_constructor() -> str | None:
    return compiles(to_js([]).constructor.constructor)


def constructor_of_a_method() -> str | None:
    return compiles(to_js([]).map.constructor)


def constructor_of_an_async_function() -> str | None:
    return compiles(pyodide_js().loadPackage.constructor)


def prototype_of_an_async_constructor() -> str | None:
    return compiles(prototype_of(pyodide_js().loadPackage.constructor))


def constructor_of_a_getter() -> str | None:
    return compiles(objects().getOwnPropertyDescriptor(objects().prototype, "__proto__").get.constructor)


def constructor_of_a_bound_function() -> str | None:
    return compiles(objects().keys.bind(None).constructor)


def constructor_of_a_proxied_python_function() -> str | None:
    return compiles(objects().getPrototypeOf(kept(print)).constructor.constructor)


def constructor_of_a_wasm_function() -> str | None:
    return compiles(pyodide_js()._module._main.constructor)


def constructor_redefined() -> str | None:
    function = to_js([]).map
    del prototype_of(function).constructor
    return compiles(function.constructor)


def constructor_construct() -> str | None:
    return compiles(to_js([]).constructor.constructor.new)


def eval_of_the_settings() -> str | None:
    return f"eval gave {api().config.jsglobals.eval('6 * 7')}"


def script_of_emscripten() -> str | None:
    ctypes.CDLL(None).emscripten_run_script(b"globalThis.ran = 1")
    return "a script ran"


def script_with_an_answer() -> str | None:
    run = ctypes.CDLL(None).emscripten_run_script_string
    run.restype = ctypes.c_char_p
    return f"a script gave {run(b'6 * 7')}"


def script_later() -> str | None:
    ctypes.CDLL(None).emscripten_async_run_script(b"globalThis.ran = 1", 0)
    return None


def inline_script() -> str | None:
    return f"a script gave {ctypes.CDLL(None).emscripten_asm_const_int(b'return 42', b'', 0)}"


async def module_from_a_url() -> str | None:
    await api().loadBinaryFile("data:text/javascript,export default 42")
    return "a URL was read"


def libraries_script() -> str | None:
    """A side module may bring code in its section of inline scripts."""
    return f"loaded {pyodide_js()._module.loadDynamicLibrary('/function/code/no.so', to_js({}))}"


def error_of_a_bad_url() -> str | None:
    return leads_out(thrown_by(api().config.jsglobals.setTimeout))


def error_of_javascript() -> str | None:
    return leads_out(thrown_by(lambda: to_js([]).reduce(kept(print))))


def error_of_a_stack_used_up() -> str | None:
    held = to_js([1])

    def deeper(*_: object) -> None:
        held.forEach(again)

    again = kept(deeper)
    return leads_out(thrown_by(lambda: held.forEach(again)))


def promise_of_an_async_function() -> str | None:
    return leads_out(api().lockFilePromise) or compiles(api().lockFilePromise.then.constructor)


def species_of_an_array() -> str | None:
    seen: list[str | None] = []
    held = to_js([1])
    held.constructor = objects().create(None)
    held.constructor.constructor = kept(lambda *given: seen.extend(leads_out(thing) for thing in given))
    held.map(kept(lambda *_: 1))
    return next((way for way in seen if way), None)
