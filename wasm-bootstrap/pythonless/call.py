"""Makes one call of the function, from its event to its encoded result."""

from __future__ import annotations

from asyncio import CancelledError, Task, _get_running_loop, _set_running_loop
from time import perf_counter
from types import AsyncGeneratorType, GeneratorType
from typing import TYPE_CHECKING, Any

from pythonless import environment, exceptions_to_json, pristine, shadowing
from pythonless.entry_point import load_handler, warnings_about
from pythonless.json_wire import encode
from pythonless.loops import asyncio_patches, stopping
from pythonless.loops.awaitables import PLAIN, is_awaitable
from runtime import RuntimeContext, decode_event, encode_result, handle_awaitable, handle_event

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable, Sequence
    from contextvars import Context
    from types import FrameType

    from pythonless._host import Emit, JavaScriptBytes
    from pythonless.audit.audit import Audit
    from pythonless.entry_point import Handler
    from pythonless.loops.instance_loop import InstanceLoop
    from pythonless.settings import Settings


__builtins__ = pristine.BUILTINS


class Instance:
    """The instance of a function: the state that its calls share."""

    settings: Settings
    #: `Host.emit`.
    emit: Emit
    loop: InstanceLoop
    #: Of all its calls, where each would have one of its own.
    context: Context
    # From the first call on.
    handler: Handler | None = None
    # The last call, also when it has ended: a loop holds its tasks by weak references only.
    running: Call


#: The longest string of V8.
_LONGEST_TEXT = 2**29 - 24


class Call:
    """One call under way."""

    # As the handler gets them.
    event: Any
    context: RuntimeContext
    # Of the class until they change: most calls never change them.
    init_ms: float | None = None
    warnings: Sequence[str] = ()
    task: Task[None] | None = None
    is_stopped = False
    is_interrupted = False
    is_reporting = False
    #: Compares the state before and after this call, if it is audited.
    audit: Audit | None = None

    def __init__(self, instance: Instance, request_id: str, deadline_ms: int) -> None:
        self.instance = instance
        self.request_id = request_id
        self.deadline_ms = deadline_ms

    def start(self, event: str | JavaScriptBytes) -> None:
        """Loads the handler if this is the first call, calls it, and answers now or when it is done."""
        instance = self.instance
        try:
            # As asyncio_patches.NoneRunning, whose two calls cost 1 µs.
            running = _get_running_loop()
            _set_running_loop(None)
            try:
                # Not `or`: a callable object may be false.
                handler = instance.handler
                if handler is None:
                    handler = self._load_handler()
                if self.audit is not None:
                    self.audit.begin()
                self.event = _event_of(event)
                self.context = self._context()
                result = handle_event(handler, self)
            finally:
                _set_running_loop(running)
            # In here, because it asks the result for its class.
            if type(result) not in PLAIN and is_awaitable(result):
                # Eager: a coroutine that never waits costs no trip round the loop.
                self.task = Task(self._await(result), loop=running, eager_start=True)
            else:
                # In here too: an interrupt or a trace function of the function may raise in the middle of it.
                self._succeed(result)
        except BaseException as error:
            self._fail(error)

    def load(self) -> None:
        """Loads the handler and calls nothing."""
        try:
            with asyncio_patches.NoneRunning():
                self._load_handler()
        except BaseException as error:
            self._fail(error)
        else:
            self._succeed(None)

    def cancel(self) -> None:
        """Its time is up: asks a coroutine handler to give up."""
        if self.task is not None and not self.task.done():
            self._report_where(stopping.frames_of(self.task.get_coro()), "cancellation")
            self.task.cancel()

    def interrupt(self, frame: FrameType | None) -> None:
        """The same for a handler that does not return: raises where its code is."""
        # The host interrupts more than once, for one may be lost on the way.
        if not (self.instance.loop.is_frozen or self.is_reporting or self.is_interrupted):
            self.is_interrupted = True
            self._report_where(stopping.frames_above(frame), "interrupt")
            stopped = exceptions_to_json.ExecutionStopped("the call was stopped")
            asyncio_patches.stop(stopped)
            raise stopped

    def exit(self, error: BaseException) -> None:
        """A task beside the handler's ended the process."""
        self._fail(error)

    def _report_where(self, frames: Iterable[tuple[FrameType, int]], by: str) -> None:
        self.is_stopped = True
        self.is_reporting = True
        try:
            self.instance.emit("stopped-at", encode(stopping.where(frames, by)), None)
            # Last: a stream of the function's own may keep it here.
            environment.flush()
        except BaseException:
            # The function may have broken what is needed here: it is stopped all the same.
            return
        finally:
            self.is_reporting = False

    def _load_handler(self) -> Handler:
        entry_point = self.instance.settings["entryPoint"]
        self.warnings = warnings_about(entry_point)
        started = perf_counter()
        try:
            self.instance.handler = load_handler(entry_point)
        finally:
            self.init_ms = (perf_counter() - started) * 1000
            self.warnings = [*self.warnings, *shadowing.warnings()]
        self.instance.emit("imported", "", None)
        return self.instance.handler

    def _context(self) -> RuntimeContext:
        settings = self.instance.settings
        token = settings["token"]
        return RuntimeContext(
            function_name=settings["functionName"],
            function_version=settings["functionVersion"],
            memory_limit_in_mb=settings["memoryMb"],
            request_id=self.request_id,
            deadline_ms=self.deadline_ms,
            log_group_name=settings["logGroupName"],
            # A copy: changes of one call to its token are not seen by the next.
            token=token and {**token},
        )

    async def _await(self, result: Awaitable[Any]) -> None:
        # Nothing may leave this coroutine: SystemExit in a task ends Pyodide's loop, and the answer with it.
        try:
            self._succeed(await handle_awaitable(result))
        except BaseException as error:
            self._fail(error)

    def _succeed(self, result: Any) -> None:
        try:
            text = encode_result(result)
            if len(text) > _LONGEST_TEXT:
                raise ValueError(
                    f"the result is {len(text)} characters of JSON, more than a string of JavaScript holds"
                )
        except Exception as error:
            self._fail_toencode(result, error)
        except BaseException as error:
            self._fail(error)
        else:
            if self.init_ms is None and not self.warnings and self.audit is None:
                # Nearly every result: nothing to say beside it.
                self._end()
                self.instance.emit("result", "", text)
            else:
                self._finish("result", {}, text)

    def _fail_toencode(self, result: Any, error: Exception) -> None:
        if issubclass(type(result), AsyncGeneratorType | GeneratorType):
            fault = exceptions_to_json.describe(error, "ASYNC_GENERATOR")
        else:
            fault = exceptions_to_json.describe(
                error, "RESULT_NOT_JSON", f"{exceptions_to_json.path_of(error)} cannot be encoded."
            )
        self._finish("fault", fault, "")

    def _fail(self, error: BaseException) -> None:
        try:
            kind, details = self._failure_of(error)
        except exceptions_to_json.ExecutionStopped:
            # Its time was up while its exception was described.
            kind, details = "stopped", {}
        self._finish(kind, details, "")

    def _failure_of(self, error: BaseException) -> tuple[str, Any]:
        if self.is_stopped:
            # No more of it is read, and describing an exception takes time.
            return "stopped", {}
        is_crash = not issubclass(type(error), Exception | CancelledError)
        fault = exceptions_to_json.describe(error, "USER_CODE_CRASHED") if is_crash else _fault_of(error)
        if self.audit is not None:
            self.audit.let_go(error)
        return "crash" if is_crash else "fault", fault

    def _finish(self, kind: str, details: Any, text: str) -> None:
        message = {**details, "initMs": self.init_ms, "warnings": self.warnings}
        if self.audit is not None and kind in ("result", "fault"):
            message["audit"] = self.audit.findings()
        self._end()
        self.instance.emit(kind, encode(message), text)

    def _end(self) -> None:
        environment.flush()
        self.instance.loop.freeze()


def _fault_of(error: BaseException) -> exceptions_to_json.Fault:
    if type(error) is exceptions_to_json.LoadError:
        return exceptions_to_json.describe(error.__cause__ or error, error.code, error.hint)
    return exceptions_to_json.describe(
        error, exceptions_to_json.code_of(error), exceptions_to_json.hint_of(error)
    )


def _event_of(event: str | JavaScriptBytes) -> Any:
    return decode_event(event) if isinstance(event, str) else event.to_bytes()
