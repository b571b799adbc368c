"""The bridge between TypeScript and Python: text and bytes in, text and bytes out.

src/worker/pyodide/ calls these functions; `Host.emit` goes the other way. Each call has one outcome,
whatever the function did to the modules, the streams or the exceptions used here.
"""

from __future__ import annotations

import json
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

import runtime
from pythonless import environment, freezing, lockdown, logs, pristine, shadowing
from pythonless.audit.audit import Audit
from pythonless.call import Call, Instance
from pythonless.http import dns, outbound, polling, pyodide_http, sockets, tls, urllib3_backend
from pythonless.loops import asyncio_patches, stopping, waiting
from pythonless.loops.instance_loop import InstanceLoop
from pythonless.loops.sleeping_loop import SleepingLoop
from pythonless.patches import files, linux, missing_modules, polyfills, unsupported
from pythonless.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import FrameType

    from pythonless._host import Emit, Host, JavaScriptBytes

__builtins__ = pristine.BUILTINS

#: The instance of a function that this interpreter is, once `open_for` has been called.
_instance = Instance()


def open_for(settings_text: str, host: Host) -> None:
    """Makes this interpreter the instance of one function. Imports nothing of the function's."""
    settings: Settings = json.loads(settings_text)
    _set_up(settings)
    if settings["sandbox"]:
        lockdown.lock_down()
    _instance.handler = None
    _connect(settings, host)


def freeze(settings_text: str) -> str:
    """Imports the function's code, for a snapshot to be taken of it. Says why that cannot be, or nothing.

    Nothing of JavaScript may be in reach afterwards, so there is no host, and nothing is emitted.
    """
    settings: Settings = json.loads(settings_text)
    _set_up(settings)
    unlock = lockdown.lock_down()
    handler, reason = freezing.load_frozen(settings["entryPoint"])
    # Pyodide's snapshots count on these modules.
    unlock()
    _instance.handler = handler
    return reason


def resume(settings_text: str, host: Host) -> None:
    """In place of `open_for`, after a restore of a frozen function: its import is not repeated."""
    settings: Settings = json.loads(settings_text)
    environment.resume()
    if settings["sandbox"]:
        lockdown.lock_down()
    _connect(settings, host)
    _instance.emit("imported", "", None)


def call(request_id: str, deadline_ms: int, event: str | JavaScriptBytes, is_audited: bool = False) -> None:
    """Makes one call. Its outcome is emitted before or after this returns."""
    logs.request_id.set(request_id)
    running = Call(_instance, request_id, deadline_ms)
    if is_audited:
        running.audit = Audit()
    _instance.running = running
    _instance.loop.thaw(request_id)
    running.start(event)


def send(kind: str, text: str, payload: Any = None) -> None:
    """Takes a message of the host: its kind, its JSON (or an empty text), and its text or bytes."""
    _RECEIVERS[kind](_decode(text) if text else {}, payload)


def send_switching(kind: str, text: str, payload: Any = None) -> None:
    """The same where Python can be suspended: each call has a thread state of its own there."""
    _instance.context.run(send, kind, text, payload)


def _call(message: Mapping[str, Any], event: str | JavaScriptBytes) -> None:
    call(message["requestId"], message["deadlineMs"], event, message.get("isAudited", False))


def _load(_message: Mapping[str, Any], _payload: None) -> None:
    """Imports the function's code ahead of the first call. Its outcome is as if it had returned None."""
    running = Call(_instance, "", 0)
    _instance.running = running
    running.load()


def _stop(_message: Mapping[str, Any], _payload: None) -> None:
    """The time of the running call is up."""
    _instance.running.cancel()


def _terminate(_message: Mapping[str, Any], _payload: None) -> None:
    """The instance is going to end. Says so when the function has nothing left to do."""
    loop = _instance.loop
    loop.thaw(logs.request_id.get())
    is_busy = stopping.notify(_instance.settings["environment"]) and loop.pending > 0
    if not is_busy:
        _instance.emit("terminated", "", None)


def _reply(_message: Mapping[str, Any], frame: JavaScriptBytes) -> None:
    """The reply to a step of an exchange that does not block."""
    outbound.receive(frame)


#: By the kind of a message of the host (`HostMessage` of src/wire/protocol.ts).
_RECEIVERS: Mapping[str, Callable[[Mapping[str, Any], Any], None]] = {
    "call": _call,
    "load": _load,
    "stop": _stop,
    "terminate": _terminate,
    "reply": _reply,
}

# Bound now, before the function can put its own names into the json module.
_decode = json.JSONDecoder().decode


def _set_up(settings: Settings) -> None:
    """All that the function's code finds when it is imported."""
    environment.set_up(settings["environment"])
    logs.set_up()
    asyncio_patches.set_up()
    waiting.set_up()
    dns.set_up()
    sockets.set_up()
    tls.set_up()
    polling.set_up()
    pyodide_http.set_up()
    urllib3_backend.set_up()
    missing_modules.set_up()
    polyfills.set_up()
    linux.set_up()
    unsupported.set_up((SleepingLoop, InstanceLoop))
    shadowing.make_way()
    _instance.loop = InstanceLoop()


def _connect(settings: Settings, host: Host) -> None:
    runtime.RuntimeContext.function_folder_id = settings["folderId"]
    _instance.settings = settings
    _instance.context = copy_context()
    files.connect(host.nanoseconds)
    # Read once: each read of a JavaScript attribute makes a new proxy, which costs more than its call.
    emit = host.emit
    _instance.emit = emit
    _instance.loop.set_speaker = _speaker(emit)
    _instance.loop.on_exit = _exit
    waiting.connect(host.wait if host.reply is None else outbound.pause)
    outbound.connect(host, emit, _instance.loop.standing_still)
    stopping.set_up(_interrupt)


def _speaker(emit: Emit) -> Callable[[str], None]:
    def speak_as(request_id: str) -> None:
        # The text in the buffers belongs to the call that wrote it.
        environment.flush()
        emit("speaker", request_id, None)

    return speak_as


def _exit(error: BaseException) -> None:
    _instance.running.exit(error)


def _interrupt(frame: FrameType | None) -> None:
    _instance.running.interrupt(frame)
