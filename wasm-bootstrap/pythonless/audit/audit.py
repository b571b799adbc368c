"""The audit of a call, `execute(event, { audit: true })`: compares the instance before and after."""

from __future__ import annotations

import asyncio
import gc
import traceback
from typing import TYPE_CHECKING, Any

from pythonless import exceptions_to_json
from pythonless.audit import interpreter, loggers, module_globals, process
from pythonless.audit.report import Finding, Probe, finding
from pythonless.loops import stopping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Of each thing that is looked at.
_MOST_FINDINGS = 50


class Audit:
    """Looks before the handler runs, once its code is imported, and again when it has ended."""

    def __init__(self) -> None:
        # Asked now: no loop runs while a sync handler does.
        self._loop = asyncio.get_running_loop()
        self._probes = [
            Probe("the globals", module_globals.take, module_globals.compare),
            *process.PROBES,
            *interpreter.PROBES,
            Probe("logging", loggers.take, loggers.compare),
            Probe("the tasks", self._tasks, self._left_tasks),
        ]
        self._before: list[Any] = []

    def begin(self) -> None:
        """The handler is about to run."""
        self._before = [_guarded(probe.take) for probe in self._probes]

    def let_go(self, error: BaseException | None) -> None:
        """An exception ended the call, and was described. Its traceback keeps all local variables alive."""
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            traceback.clear_frames(error.__traceback__)
            error = error.__cause__ or error.__context__

    def findings(self) -> list[Finding]:
        """The changes that outlive the call."""
        # Garbage that waits to be collected does not outlive the call.
        gc.collect()
        findings: list[Finding] = []
        for probe, before in zip(self._probes, self._before, strict=False):
            findings.extend(_found(probe, before))
        return findings

    def _tasks(self) -> set[asyncio.Task[Any]]:
        return asyncio.all_tasks(self._loop)

    def _left_tasks(self, before: set[asyncio.Task[Any]], after: set[asyncio.Task[Any]]) -> Iterator[Finding]:
        for task in after - before - {asyncio.current_task(self._loop)}:
            coroutine = task.get_coro()
            name: str = getattr(coroutine, "__qualname__", exceptions_to_json.type_name(coroutine))
            stack = exceptions_to_json.frame_texts(stopping.frames_of(coroutine))
            stands = f", which stands here:\n{stack[-1].rstrip()}" if stack else "."
            yield finding("task", f"A task is left: {name}(){stands}", name=name, stackTrace=stack)


class _Unseen:
    """In place of a state that could not be taken."""

    def __init__(self, error: BaseException) -> None:
        self.reason = exceptions_to_json.type_name(error)


def _guarded(take: Any) -> Any:
    # A function may have replaced anything that is used here.
    try:
        return take()
    except BaseException as error:
        return _Unseen(error)


def _found(probe: Probe, before: Any) -> Iterable[Finding]:
    after = _guarded(probe.take)
    findings = _guarded(lambda: list(probe.compare(before, after)))
    for state in (before, after, findings):
        if isinstance(state, _Unseen):
            return [finding("unseen", f"Not compared: {probe.what} ({state.reason}).", what=probe.what)]
    if len(findings) > _MOST_FINDINGS:
        rest = f"Not shown: {len(findings) - _MOST_FINDINGS} more findings in {probe.what}."
        return [*findings[:_MOST_FINDINGS], finding("unseen", rest, what=probe.what)]
    return findings
