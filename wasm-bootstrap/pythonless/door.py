"""The door between TypeScript and Python: JSON text in, JSON text out. src/worker/python.ts calls these."""

from __future__ import annotations

import asyncio
import inspect
import json
import sys
import time
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, TypedDict

import runtime
from pythonless import environment, faults, logs, loops
from pythonless.entry_point import Handler, load_handler

if TYPE_CHECKING:
    from pythonless._host import Host, JavaScriptBytes


class Settings(TypedDict):
    """What does not change between calls."""

    entryPoint: str
    environment: dict[str, str]
    functionName: str
    functionVersion: str
    folderId: str
    logGroupName: str
    memoryMb: int
    token: runtime.Token | None


class Call(TypedDict):
    """What is new in each call, the event apart."""

    requestId: str
    deadlineMs: int


class _Instance:
    """One instance of a function: its settings, and its handler once it was imported."""

    def __init__(self, settings: Settings, host: Host) -> None:
        self.settings = settings
        self.host = host
        self.handler: Handler | None = None


_decode = json.JSONDecoder().decode
_encode = json.JSONEncoder().encode
_instance: _Instance | None = None


def open_for(settings_text: str, host: Host) -> None:
    """Makes this interpreter the instance of one function. Imports nothing of the function's."""
    global _instance
    settings: Settings = _decode(settings_text)
    environment.set_up(settings["environment"])
    runtime.RuntimeContext.function_folder_id = settings["folderId"]
    logs.set_up()
    loops.set_up()
    _instance = _Instance(settings, host)


def invoke(call_text: str, event: str | JavaScriptBytes) -> None:
    """Makes one call. The answer goes through `host.answer`, before or after this returns."""
    assert _instance is not None, "open_for() comes first"
    call: Call = _decode(call_text)
    logs.request_id.set(call["requestId"])
    _instance.running = _Running(_instance, call)
    _instance.running.start(event)


class _Running:
    """One call under way."""

    def __init__(self, instance: _Instance, call: Call) -> None:
        self.instance = instance
        self.call = call
        self.init_ms: float | None = None
        self.task: asyncio.Task[None] | None = None

    def start(self, event: str | JavaScriptBytes) -> None:
        """Loads the handler if this is the first call, calls it, and answers now or when it is done."""
        try:
            with loops.none_running():
                handler = self._handler()
                request = runtime.Request(_event_of(event), self._context())
                result = runtime.handle_event(handler, request)
        except BaseException as error:
            self._fail(error)
            return
        if inspect.isawaitable(result):
            # Eager: a coroutine that never waits costs no trip round the loop.
            self.task = asyncio.Task(self._await(result), loop=asyncio.get_running_loop(), eager_start=True)
            return
        self._succeed(result)

    def _handler(self) -> Handler:
        handler = self.instance.handler
        if handler is None:
            started = time.perf_counter()
            try:
                handler = load_handler(self.instance.settings["entryPoint"])
            finally:
                self.init_ms = (time.perf_counter() - started) * 1000
            self.instance.handler = handler
        return handler

    def _context(self) -> runtime.RuntimeContext:
        settings = self.instance.settings
        return runtime.RuntimeContext(
            function_name=settings["functionName"],
            function_version=settings["functionVersion"],
            memory_limit_in_mb=settings["memoryMb"],
            request_id=self.call["requestId"],
            deadline_ms=self.call["deadlineMs"],
            log_group_name=settings["logGroupName"],
            token=settings["token"],
        )

    async def _await(self, result: Awaitable[Any]) -> None:
        # Nothing may leave this coroutine: a SystemExit in a task ends Pyodide's loop, and the answer with it.
        try:
            value = await runtime.handle_awaitable(result)
        except BaseException as error:
            self._fail(error)
            return
        self._succeed(value)

    def _succeed(self, result: Any) -> None:
        try:
            text = runtime.encode_result(result)
        except BaseException as error:
            self._fail_to_encode(result, error)
            return
        self._answer("result", {"type": type(result).__name__}, text)

    def _fail_to_encode(self, result: Any, error: BaseException) -> None:
        if not isinstance(error, Exception):
            self._fail(error)
            return
        if inspect.isasyncgen(result) or inspect.isgenerator(result):
            fault = faults.describe(error, "ASYNC_GENERATOR")
        else:
            fault = faults.describe(error, "RESULT_NOT_JSON", f"{faults.path_of(error)} cannot be encoded.")
        self._answer("fault", fault, "")

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, faults.LoadError) and isinstance(error.__cause__, Exception):
            self._answer("fault", faults.describe(error.__cause__, error.code, error.hint), "")
        elif isinstance(error, Exception | asyncio.CancelledError):
            code, hint = faults.code_of(error) if isinstance(error, Exception) else ("HANDLER_RAISED", None)
            self._answer("fault", faults.describe(error, code, hint), "")
        else:
            self._answer("crash", faults.describe(error, "USER_CODE_CRASHED"), "")

    def _answer(self, kind: str, details: Any, text: str) -> None:
        _flush()
        self.instance.host.answer(kind, _encode({**details, "initMs": self.init_ms}), text)


def _event_of(event: str | JavaScriptBytes) -> Any:
    return _decode(event) if isinstance(event, str) else event.to_bytes()


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # noqa: S110 - a function may close its streams; its answer counts all the same
            pass
