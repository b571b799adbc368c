"""What the tests share: an interpreter put back as it was, a function's folder, a host that takes notes."""

import asyncio
import importlib
import json
import linecache
import logging
import os
import queue
import random
import select
import shutil
import signal
import socket
import ssl
import sys
import tempfile
import threading
import time
import unittest
from collections.abc import Callable

# By name: a function under test may replace them in the module.
from json import dumps, loads
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import runtime
from pythonless import rpc, shadowing
from pythonless.http import outbound
from pythonless.loops import asyncio_patches, waiting
from pythonless.loops.sleeping_loop import SleepingLoop

CODE = Path("/function/code")

_plain_sleep = time.sleep

SETTINGS: dict[str, Any] = {
    "entryPoint": "main.handler",
    # The tests themselves go on using what it would take away.
    "sandbox": False,
    "environment": {"STAGE": "test"},
    "functionName": "d4e1",
    "functionVersion": "d4e2",
    "folderId": "b1g3",
    "logGroupName": "ckg4",
    "memoryMb": 256,
    "token": None,
}

_CHANGED_ATTRIBUTES: list[tuple[Any, str]] = [
    (sys, "stdout"),
    (sys, "stderr"),
    (sys, "dont_write_bytecode"),
    (logging, "LogRecord"),
    (logging.PercentStyle, "format"),
    (asyncio, "run"),
    (asyncio, "EventLoop"),
    (time, "sleep"),
    (select, "select"),
    (signal, "pause"),
    (threading, "Lock"),
    (threading, "_allocate_lock"),
    (queue, "SimpleQueue"),
    (waiting._Host, "wait"),
    (outbound._Line, "host"),
    (outbound._Line, "was_missed"),
    (select, "poll"),
    (socket, "socket"),
    (socket, "create_connection"),
    (socket, "getaddrinfo"),
    (socket, "gethostbyname"),
    (ssl.SSLContext, "wrap_socket"),
    *((json, name) for name in ("dumps", "loads", "JSONEncoder", "JSONDecoder")),
    (runtime.RuntimeContext, "function_folder_id"),
    (tempfile, "_name_sequence"),
]


def isolate(test: unittest.TestCase) -> None:
    """Puts back after the test what the bootstrap, or a function, changes. Gives it an empty code folder."""
    # Last of all: a folder in which one stands cannot be removed.
    test.addCleanup(shutil.rmtree, CODE)
    for owner, name in _CHANGED_ATTRIBUTES:
        test.addCleanup(setattr, owner, name, getattr(owner, name))
    root = logging.getLogger()
    test.addCleanup(root.setLevel, root.level)
    test.addCleanup(logging.setLogRecordFactory, logging.getLogRecordFactory())
    test.addCleanup(random.setstate, random.getstate())
    test.addCleanup(asyncio.events._set_event_loop_policy, asyncio.events._get_event_loop_policy())
    test.addCleanup(asyncio._set_running_loop, asyncio._get_running_loop())
    test.addCleanup(os.chdir, os.getcwd())
    for values in (os.environ, vars(rpc._instance)):
        test.addCleanup(values.update, dict(values))
        test.addCleanup(values.clear)
    test.addCleanup(outbound._Line.pending.clear)
    test.addCleanup(shadowing._own.clear)
    test.addCleanup(_refill, sys.meta_path, sys.meta_path.copy())
    test.addCleanup(_refill, sys.path, sys.path.copy())
    test.addCleanup(_refill, root.handlers, root.handlers.copy())
    test.addCleanup(_restore_modules, sys.modules.copy())
    CODE.mkdir(parents=True)
    if str(CODE) not in sys.path:
        sys.path.insert(0, str(CODE))


def _refill[Item](items: list[Item], before: list[Item]) -> None:
    items[:] = before


def _restore_modules(before: dict[str, Any]) -> None:
    for name in sys.modules.keys() - before.keys():
        # Not the standard library's: a second copy of one of its modules is another module.
        is_own = (getattr(sys.modules[name], "__file__", None) or "").startswith("/function/")
        if is_own or name not in sys.stdlib_module_names:
            del sys.modules[name]
    sys.modules.update(before)


def write_code(files: dict[str, str]) -> None:
    """Puts files into the function's folder."""
    for path, text in files.items():
        (CODE / path).parent.mkdir(parents=True, exist_ok=True)
        (CODE / path).write_text(text, encoding="utf-8")
    importlib.invalidate_caches()
    linecache.clearcache()


class Answer(NamedTuple):
    """What the host was told of one call."""

    kind: str
    details: dict[str, Any]
    text: str


def audited_sentences(answer: Answer) -> list[str]:
    """What the audit of a call told."""
    return [finding["sentence"] for finding in answer.details["audit"]]


class FakeBytes:
    """A JavaScript array of bytes."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def to_bytes(self) -> bytes:
        return self._content


type HostReply = tuple[dict[str, Any], bytes]


def head(
    status: int = 200,
    *headers: tuple[str, str],
    reason: str = "OK",
    content: bytes = b"",
    is_last: bool = False,
) -> HostReply:
    """The reply that is the head of a response, perhaps with the begin of its body."""
    told = {
        "kind": "head",
        "status": status,
        "reason": reason,
        "headers": headers,
        "url": "",
        "isRedirected": False,
        "isLast": is_last,
    }
    return told, content


def data(content: bytes, *, is_last: bool = False) -> HostReply:
    """The reply that is a piece of a body."""
    return {"kind": "data", "isLast": is_last}, content


def failure(kind: str, message: str = "a.example: no") -> HostReply:
    """The reply of an exchange that failed."""
    return {"kind": "failure", "failure": kind, "message": message}, b""


END = data(b"", is_last=True)
MORE: HostReply = ({"kind": "more"}, b"")


class FakeHost:
    """The other side of the door. Calls are made on one loop, as those of an instance are."""

    #: It shares memory.
    reply = None

    def nanoseconds(self, of_access: int, of_change: int) -> None:
        """Files here keep no times of their own."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.loop = SleepingLoop()
        self.on_answer: Callable[[], object] = bool
        self.is_entered = False
        #: Where calls stood when they were stopped.
        self.stops: list[dict[str, Any]] = []
        #: The ids for which something was going to be written.
        self.speakers: list[str] = []
        #: How long each wait was to be, in milliseconds.
        self.waits: list[float] = []
        #: Steps of outgoing exchanges, and the bytes that went with them.
        self.steps: list[tuple[dict[str, Any], bytes]] = []
        #: Their ids.
        self.asked: list[int] = []
        #: What is replied to them, in this order.
        self.replies: list[HostReply] = []
        #: The frames of the replies that have come.
        self.frames: list[FakeBytes] = []
        self.received_frames = 0
        self.is_terminated = False
        self.is_imported = False

    def emit(self, kind: str, json: str, payload: object) -> None:
        match kind:
            case "stopped-at":
                self.stops.append(loads(json))
            case "speaker":
                self.speakers.append(json)
            case "step":
                self._step(loads(json), payload)
            case "received":
                self.received_frames += 1
            case "imported":
                self.is_imported = True
            case "terminated":
                self.is_terminated = True
            case _:
                self._finish(kind, json, str(payload))

    def wait(self, milliseconds: float) -> None:
        self.waits.append(milliseconds)
        _plain_sleep(milliseconds / 1000)

    def _step(self, told: dict[str, Any], data: object) -> None:
        content = bytes(data.to_bytes()) if hasattr(data, "to_bytes") else b""  # pyright: ignore[reportAttributeAccessIssue]
        self.steps.append((told["step"], content))
        self.asked.append(told["stepId"])
        if told["step"]["kind"] != "close" and self.replies:
            self.frames.append(self.frame(told["stepId"], self.replies.pop(0)))

    def frame(self, step_id: int, reply: HostReply) -> FakeBytes:
        """A reply as it comes."""
        told, body = reply
        return FakeBytes(dumps({"stepId": step_id, **told}).encode() + b"\n" + body)

    def take(self, milliseconds: float) -> FakeBytes | None:
        if not self.frames:
            if milliseconds > 10_000:
                raise AssertionError("nobody will reply")
            self.wait(milliseconds)
        return self.frames.pop(0) if self.frames else None

    def _finish(self, kind: str, json: str, text: str) -> None:
        json.encode("ascii")
        text.encode("ascii")
        details = loads(json) if json else {"initMs": None, "warnings": []}
        self.answers.append(Answer(kind, details, text))
        self.on_answer()
        self.loop.stop()

    def call(
        self,
        event: str | FakeBytes = "{}",
        request_id: str = "r1",
        deadline_ms: int | None = None,
        is_audited: bool = False,
    ) -> Answer:
        """Makes one call and waits for its answer."""
        deadline = deadline_ms if deadline_ms is not None else round(time.time() * 1000) + 5000
        return self.answer_to(lambda: rpc.call(request_id, deadline, event, is_audited))

    def load(self) -> Answer:
        """Has the function imported."""
        return self.answer_to(lambda: rpc.send("load", ""))

    def answer_to(self, enter: Callable[[], None]) -> Answer:
        """Has work done as TypeScript does it, and waits for the outcome of the call."""
        escaped: list[BaseException] = []

        def enter_from_no_task() -> None:
            self.is_entered = True
            try:
                enter()
            except BaseException as error:
                escaped.append(error)
                self.loop.stop()
            self.is_entered = False

        before = len(self.answers)
        # As TypeScript comes in. Without an answer this ends too: the loop complains.
        self.loop.call_soon(enter_from_no_task)
        with asyncio_patches.NoneRunning():
            self.loop.run_forever()
        if escaped:
            raise AssertionError("an exception left the bridge") from escaped[0]
        if len(self.answers) != before + 1:
            raise AssertionError(f"{len(self.answers) - before} answers to one call")
        return self.answers[-1]


def fake_host(test: unittest.TestCase) -> FakeHost:
    """A host of the test's own, whose loop is closed after it."""
    host = FakeHost()
    test.addCleanup(host.loop.close)
    return host


def open_function(
    test: unittest.TestCase,
    source: str | dict[str, str],
    *,
    stdout: TextIO | None = None,
    **settings: Any,
) -> FakeHost:
    """Makes this interpreter an instance of a function, until the test ends or opens the next one."""
    test.doCleanups()
    isolate(test)
    write_code({"main.py": source} if isinstance(source, str) else source)
    host = FakeHost()
    test.addCleanup(host.loop.close)
    sys.stdout = stdout or sys.stdout
    rpc.open_for(dumps({**SETTINGS, **settings}), host)
    return host


def raised_by(work: Callable[[], object]) -> BaseException:
    """The exception that some work raises."""
    try:
        work()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")
