"""WebAssembly: its memory, its table, new code in it."""

import ctypes
import os
from typing import Any

from foothold import found, kept, leads_out, objects, prototype_of, pyodide_js
from pyodide.ffi import to_js

#: The smallest module that imports a function and exports it.
_MODULE = bytes.fromhex("0061736d01000000010401600000020701016501660000070501016700 00".replace(" ", ""))


def _module() -> Any:
    return pyodide_js()._module


def shared_memory() -> str | None:
    """Memory that other workers, and the host, hold too."""
    places = [_module().HEAPU8, *(v for v in _settings() if hasattr(v, "buffer"))]
    shared = [place for place in places if "Shared" in str(place.buffer)]
    return found(shared[0]) if shared else None


def _settings() -> list[Any]:
    from foothold import api

    return [value for value in api().config.object_values() if hasattr(value, "typeof")]


def bytes_of_another_realm() -> str | None:
    own = prototype_of(to_js(b"1"))
    foreign = [
        value for value in _settings() if hasattr(value, "buffer") and prototype_of(value).js_id != own.js_id
    ]
    return next((way for way in map(leads_out, foreign) if way), None)


def snapshot_of_the_settings() -> str | None:
    from foothold import api

    snapshot = getattr(api().config, "_loadSnapshot", None)
    return None if snapshot is None else leads_out(snapshot) or leads_out(snapshot.buffer)


def compiled_module() -> str | None:
    places = (_module(), pyodide_js())
    compiled = next((p.wasmModule for p in places if hasattr(p, "wasmModule")), None)
    return None if compiled is None else leads_out(compiled)


def address_outside() -> str | None:
    return found(ctypes.string_at(0xFFFF_FF00, 64))


def memory_without_end() -> str | None:
    kept_bytes = [bytearray(1 << 28) for _ in range(20)]
    return f"got {len(kept_bytes)} times 256 MB"


def table_entry() -> str | None:
    table = _module().wasmTable
    return leads_out(table) or leads_out(table.get(1))


def table_overwritten() -> str | None:
    table = _module().wasmTable
    for index in range(1, 400):
        table.set(index, table.get(index + 1))
    os.stat("/")
    return None


def function_added() -> str | None:
    return leads_out(_module().addFunction(kept(print), "v"))


def library_of_its_own() -> str | None:
    with open("/tmp/own.so", "wb") as file:
        file.write(_MODULE)
    return found(ctypes.CDLL("/tmp/own.so"))


def streamed_code() -> str | None:
    memory = objects().getPrototypeOf(_module().wasmMemory).constructor
    return next(
        (name for name in ("compileStreaming", "instantiateStreaming") if hasattr(memory, name)), None
    )


def reference_out_of_range() -> str | None:
    from foothold import forge

    return leads_out(forge(99_999))
