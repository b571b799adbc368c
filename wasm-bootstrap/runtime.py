"""The module that a function sees as `runtime`: its context, and the frame from which it is called.

It stands where the service has it, in /function/runtime/runtime.py, because its frames are the first ones
of every `stackTrace` (contract 1.2, 3.4). A line of its own for each result gives those frames their text.
"""

import builtins
import json
import sys
import time
from collections.abc import Awaitable, Callable
from types import ModuleType
from typing import Any, ClassVar, Protocol

# As they are before the function can change them.
__builtins__ = dict(vars(builtins))

Token = dict[str, str | int]


class RuntimeContext:
    """What a handler gets as `context` (contract 4.1). `vars(context)` is JSON, with the documented keys."""

    # Of the class and not of the instance: the service has it, yet its documented dump does not show it.
    function_folder_id: ClassVar[str] = ""

    def __init__(
        self,
        *,
        function_name: str,
        function_version: str,
        memory_limit_in_mb: int,
        request_id: str,
        deadline_ms: int,
        log_group_name: str,
        token: Token | None,
    ) -> None:
        self.aws_request_id = request_id
        self.deadline_ms = deadline_ms
        self.function_name = function_name
        self.function_version = function_version
        self.invoked_function_arn = function_name
        self.log_group_name = log_group_name
        self.log_stream_name = function_version
        self.memory_limit_in_mb = memory_limit_in_mb
        self.request_id = request_id
        self.token = token

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the call times out; negative once it should have."""
        return self.deadline_ms - round(time.time() * 1000)


class Request(Protocol):
    """One call, as the line that makes it reads it."""

    event: Any
    context: RuntimeContext


# Made once, and before the function can put its own names into the json module.
_decoder = json.JSONDecoder()
_decode = _decoder.decode
_scan: Callable[[str, int], tuple[Any, int]] = vars(_decoder)["scan_once"]
_encoder = json.JSONEncoder(allow_nan=False)
_encode = _encoder.encode
#: What the encoder is inside of: how it finds a cycle.
_open: dict[int, Any] = {}
# `encode` makes one of these anew for each result, which takes longer than to write a small one.
_chunks: Callable[[Any, int], tuple[str, ...]] = vars(json.encoder)["c_make_encoder"](
    _open,
    _encoder.default,
    json.encoder.encode_basestring_ascii,
    None,
    _encoder.key_separator,
    _encoder.item_separator,
    _encoder.sort_keys,
    _encoder.skipkeys,
    _encoder.allow_nan,
)
_join = "".join


def load_module(name: str) -> ModuleType:
    """Imports the file of the entry point. Its frame is the first one of a failed import."""
    # Of a dotted module `__import__` gives the first part; with a fromlist, it asks the module for names.
    __import__(name)
    return sys.modules[name]


def find_handler(module: ModuleType, name: str) -> Any:
    """Looks the handler up. Its frame is the first one when there is none."""
    handler = getattr(module, name)
    return handler


def check_handler(handler: Any, entry_point: str) -> None:
    """Its frame is the only one of a handler that cannot be called."""
    if not callable(handler):
        raise TypeError(f"{entry_point} is not callable: it is of type {type(handler).__name__}")


def decode_event(text: str) -> Any:
    """The event of a call. Its frame is the first one of what json refuses (a number of 5000 digits)."""
    # As `_decode` without what finds blanks. All that is refused is left to it, with its words and frames.
    try:
        event, end = _scan(text, 0)
    except Exception:
        event, end = None, -1
    if end != len(text) and (end < 0 or text[end:].strip(" \t\n\r")):
        event = _decode(text)
    return event


def handle_event(h: Callable[[Any, RuntimeContext], Any], r: Request) -> Any:
    """Calls the handler. Its frame is the first one of a failed call."""
    result = h(r.event, r.context)
    return result


async def handle_awaitable(result: Awaitable[Any]) -> Any:
    """Waits for what the handler returned: an awaitable, whatever kind of callable made it (contract 1.4)."""
    result = await result
    return result


def encode_result(result: Any) -> str:
    """The JSON text of a result. Its frame is the first one of what JSON cannot carry (ruling 11)."""
    # What cannot be encoded is left to json, whose words and frames are those that are known.
    try:
        return _join(_chunks(result, 0))
    except Exception:
        _open.clear()
    text = _encode(result)
    return text
