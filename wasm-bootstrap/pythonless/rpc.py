"""The functions that TypeScript calls: text in, text out. src/worker/pyodide/ calls these and no others.

Each call has one answer, whatever the function did to the modules, the streams or the exceptions used here.
"""

from __future__ import annotations

import json
from contextvars import copy_context
from typing import TYPE_CHECKING

import runtime
from pythonless import environment, freezing, lockdown, logs, pristine
from pythonless.audit.audit import Audit
from pythonless.call import Call, Instance
from pythonless.http import dns, outbound, polling, pyodide_http, sockets, tls, urllib3_backend
from pythonless.loops import asyncio_patches, stopping, waiting
from pythonless.loops.instance_loop import InstanceLoop
from pythonless.loops.sleeping_loop import SleepingLoop
from pythonless.patches import missing_modules, polyfills, unsupported
from pythonless.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from pythonless._host import Host, JavaScriptBytes

__builtins__ = pristine.BUILTINS

#: The instance of a function that this interpreter is, once `open_for` has been called.
_instance = Instance()


def open_for(settings_text: str, host: Host) -> None:
    """Makes this interpreter the instance of one function. Imports nothing of the function's."""
    settings: Settings = json.loads(settings_text)
    _set_up(settings)
    if settings["sandbox"]:
        lockdown.seal()
    _instance.handler = None
    _connect(settings, host)


def freeze(settings_text: str) -> str:
    """Imports the function's code, for a snapshot to be taken of it. Says why that cannot be, or nothing.

    Nothing of JavaScript may be in reach afterwards, so there is no host: nobody is answered.
    """
    settings: Settings = json.loads(settings_text)
    _set_up(settings)
    unseal = lockdown.seal()
    handler, reason = freezing.load_frozen(settings["entryPoint"])
    # Pyodide's snapshots count on these modules.
    unseal()
    _instance.handler = handler
    return reason


def resume(settings_text: str, host: Host) -> None:
    """In place of `open_for`, after a restore of a frozen function: its import is not repeated."""
    settings: Settings = json.loads(settings_text)
    environment.resume()
    if settings["sandbox"]:
        lockdown.seal()
    _connect(settings, host)


def invoke(request_id: str, deadline_ms: int, event: str | JavaScriptBytes, is_audited: bool = False) -> None:
    """Makes one call. The answer goes through `host.answer`, before or after this returns."""
    logs.request_id.set(request_id)
    call = Call(_instance, request_id, deadline_ms)
    if is_audited:
        call.audit = Audit()
    _instance.running = call
    _instance.loop.thaw(request_id)
    call.start(event)


def load() -> None:
    """Imports the function's code ahead of the first call. Answered like a call, with None as its result."""
    call = Call(_instance, "", 0)
    _instance.running = call
    call.load()


def invoke_switching(
    request_id: str, deadline_ms: int, event: str | JavaScriptBytes, is_audited: bool = False
) -> None:
    """The same where what blocks switches stacks: each call has a thread state of its own there."""
    _instance.context.run(invoke, request_id, deadline_ms, event, is_audited)


def load_switching() -> None:
    """As `load`, in the same way."""
    _instance.context.run(load)


def stop() -> None:
    """Asks the running call to give up: its time is up."""
    _instance.running.cancel()


def reply(letter: JavaScriptBytes) -> None:
    """A step of an exchange that nothing blocks for was replied to."""
    outbound.receive(letter)


def terminate() -> bool:
    """Tells the function that the instance ends. Whether it has something to do before."""
    loop = _instance.loop
    loop.thaw(logs.request_id.get())
    return stopping.notify(_instance.settings["environment"]) and loop.pending > 0


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
    unsupported.set_up((SleepingLoop, InstanceLoop))
    _instance.loop = InstanceLoop()


def _connect(settings: Settings, host: Host) -> None:
    runtime.RuntimeContext.function_folder_id = settings["folderId"]
    _instance.settings = settings
    _instance.context = copy_context()
    # Looked up once: each look at a JavaScript object makes a new method, which costs more than its call.
    _instance.answer = host.answer
    _instance.result = host.result
    _instance.stood = host.stood
    _instance.loop.speak = _speaker(host.speak)
    _instance.loop.on_exit = _exit
    waiting.connect(host.wait if host.reply is None else outbound.pause)
    outbound.connect(host, _instance.loop.standing_still)
    stopping.set_up(_interrupt)


def _speaker(speak: Callable[[str], None]) -> Callable[[str], None]:
    def speak_as(request_id: str) -> None:
        # What is in a buffer is of whoever spoke before.
        environment.flush()
        speak(request_id)

    return speak_as


def _exit(error: BaseException) -> None:
    _instance.running.exit(error)


def _interrupt(frame: FrameType | None) -> None:
    _instance.running.interrupt(frame)
