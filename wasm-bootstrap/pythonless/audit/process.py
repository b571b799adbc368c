"""Compares environment variables, the working directory and files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from pythonless import files
from pythonless.audit.report import Finding, Probe, counted, finding

if TYPE_CHECKING:
    from collections.abc import Iterator


def _variables(before: dict[str, str], after: dict[str, str]) -> Iterator[Finding]:
    for name, change in _changes(before, after):
        # Its value may be a secret.
        yield finding("variable", f"The environment variable {name} {change}.", name=name, change=change)


def _directory(before: str, after: str) -> Iterator[Finding]:
    if before != after:
        sentence = f"The working directory changed from {before} to {after}."
        yield finding("workingDirectory", sentence, before=before, after=after)


def _files(before: files.FileStates, after: files.FileStates) -> Iterator[Finding]:
    for path, change in _changes(before, after):
        was, now = before.get(path, (None,))[0], after.get(path, (None,))[0]
        sizes = [counted(size, "byte") for size in (was, now) if size is not None]
        if was == now:
            words = f" and still has {sizes[0]}"
        else:
            words = f" from {sizes[0]} to {sizes[1]}" if len(sizes) > 1 else f": {sizes[0]}"
        yield finding(
            "file", f"{path} {change}{words}.", path=path, change=change, beforeBytes=was, afterBytes=now
        )


def _take_open() -> dict[int, str]:
    """The target of each descriptor."""
    leads: dict[int, str] = {}
    for name in os.listdir("/proc/self/fd"):
        try:
            leads[int(name)] = os.readlink(f"/proc/self/fd/{name}")
        except OSError:  # That of the listing itself.
            continue
    return leads


def _open_files(before: dict[int, str], after: dict[int, str]) -> Iterator[Finding]:
    for descriptor, path in after.items():
        if before.get(descriptor) != path:
            yield finding("openFile", f"{path} is still open.", path=path, descriptor=descriptor)


def _changes(before: dict[Any, Any], after: dict[Any, Any]) -> Iterator[tuple[Any, str]]:
    for name in before | after:
        if name not in before:
            yield name, "appeared"
        elif name not in after:
            yield name, "disappeared"
        elif before[name] != after[name]:
            yield name, "changed"


def _current_directory() -> str:
    try:
        return os.getcwd()
    except FileNotFoundError:
        return "a folder that is gone"


PROBES = [
    Probe("the environment", lambda: dict(os.environ), _variables),
    Probe("the working directory", _current_directory, _directory),
    Probe("the files", files.states, _files),
    Probe("the open files", _take_open, _open_files),
]
