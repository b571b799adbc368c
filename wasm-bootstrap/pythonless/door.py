"""The door between TypeScript and Python: text in, text out. src/worker/python.ts calls these.

Each call has one answer, whatever the function did to the modules, the streams or the exceptions used here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import runtime
from pythonless import environment, freezing, logs, loops, sealing
from pythonless.call import Call, Instance, Settings

if TYPE_CHECKING:
    from pythonless._host import Host, JavaScriptBytes

#: The instance of a function that this interpreter is, once `open_for` has been called.
_instance = Instance()


def open_for(settings_text: str, host: Host) -> None:
    """Makes this interpreter the instance of one function. Imports nothing of the function's."""
    settings: Settings = json.loads(settings_text)
    environment.set_up(settings["environment"])
    runtime.RuntimeContext.function_folder_id = settings["folderId"]
    logs.set_up()
    loops.set_up()
    if settings["sandbox"]:
        sealing.seal()
    _instance.settings = settings
    # Looked up once: each look at a JavaScript object makes a new method, which costs more than its call.
    _instance.answer = host.answer
    _instance.handler = None


def freeze(settings_text: str) -> str:
    """Imports the function's code, for a snapshot to be taken of it. Says why that cannot be, or nothing.

    Nothing of JavaScript may be in reach afterwards, so there is no host: nobody is answered.
    """
    settings: Settings = json.loads(settings_text)
    environment.set_up(settings["environment"])
    logs.set_up()
    loops.set_up()
    if settings["sandbox"]:
        sealing.seal()
    handler, reason = freezing.load_frozen(settings["entryPoint"])
    _instance.handler = handler
    return reason


def resume(settings_text: str, host: Host) -> None:
    """In place of `open_for`, after a restore of a frozen function: its import is not repeated."""
    settings: Settings = json.loads(settings_text)
    environment.resume()
    if settings["sandbox"]:
        sealing.seal()
    runtime.RuntimeContext.function_folder_id = settings["folderId"]
    _instance.settings = settings
    _instance.answer = host.answer


def invoke(request_id: str, deadline_ms: int, event: str | JavaScriptBytes) -> None:
    """Makes one call. The answer goes through `host.answer`, before or after this returns."""
    logs.request_id.set(request_id)
    call = Call(_instance, request_id, deadline_ms)
    _instance.running = call
    call.start(event)


def load() -> None:
    """Imports the function's code ahead of the first call. Answered like a call, with None as its result."""
    call = Call(_instance, "", 0)
    _instance.running = call
    call.load()
