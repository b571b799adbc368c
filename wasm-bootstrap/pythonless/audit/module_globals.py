"""Compares the function's globals and the values that can be reached from them.

No value is kept alive by being looked at: only its identity is kept.
"""

from __future__ import annotations

import functools
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from pythonless.audit import reachable
from pythonless.audit.report import Finding, counted, finding, shown, size_of

if TYPE_CHECKING:
    from collections.abc import Iterator

#: To look at one takes some 10 µs, and the time of the call runs on.
_MOST_VALUES = 5_000
_DEEPEST = 6
_LONGEST_NAME = 120
_LruCache: type[Any] = functools._lru_cache_wrapper  # pyright: ignore[reportPrivateUsage]


class Held(NamedTuple):
    """One value, by the name under which it is reached."""

    #: The same for the same object, and for equal numbers and texts.
    identity: object
    size: tuple[int, str] | None
    shown: str
    #: The name of its holder; empty for a global.
    holder: str


class Holdings(NamedTuple):
    """All that the function's modules hold."""

    values: dict[str, Held]
    #: Whether there was more than is looked at.
    is_cut: bool


def take() -> Holdings:
    """Looks at the values nearest to the globals first."""
    values: dict[str, Held] = {}
    seen: set[int] = set()
    waiting = deque((name, "", value, 0) for name, value in reachable.globals_of_function())
    while waiting and len(values) < _MOST_VALUES:
        name, holder, value, depth = waiting.popleft()
        values[name] = Held(_identity(value), _size(value), shown(value), holder)
        if id(value) not in seen and depth < _DEEPEST:
            seen.add(id(value))
            parts = ((part, name, inner, depth + 1) for part, inner in reachable.parts_of(name, value))
            # One more than there is room for shows that there is more.
            waiting.extend(islice(parts, max(0, _MOST_VALUES + 1 - len(values) - len(waiting))))
    return Holdings(values, bool(waiting))


def compare(before: Holdings, after: Holdings) -> Iterator[Finding]:
    """Reports each change where it is nearest to a global, and none below it."""
    is_cut = before.is_cut or after.is_cut
    reported: set[str] = set()
    for name, now in after.values.items():
        was = before.values.get(name)
        change = _change(was, now) if was else ("" if is_cut and now.holder else "appeared")
        if change or now.holder in reported:
            reported.add(name)
        if change and now.holder not in reported:
            yield _tell(name, change, was, now)
    for name, was in before.values.items():
        if name in after.values:
            continue
        if was.holder not in reported and not (is_cut and was.holder):
            yield _tell(name, "disappeared", was, None)
        reported.add(name)


def _change(was: Held, now: Held) -> str:
    if was.identity != now.identity:
        return "changed"
    if was.size and now.size and was.size[0] != now.size[0]:
        return "grew" if was.size[0] < now.size[0] else "shrank"
    return ""


def _tell(name: str, change: str, was: Held | None, now: Held | None) -> Finding:
    short = name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"
    members = {"name": short, "change": change, "before": was and was.shown, "after": now and now.shown}
    return finding("global", f"{short} {change}{_words(change, was, now)}.", **members)


def _words(change: str, was: Held | None, now: Held | None) -> str:
    if was and now and was.size and now.size and change in ("grew", "shrank"):
        return f" from {was.size[0]:,} to {counted(*now.size)}"
    if was and now:
        return f" from {was.shown} to {'another ' if was.shown == now.shown else ''}{now.shown}"
    held = was or now
    return f": {held.shown}" if held else ""


def _identity(value: object) -> object:
    """Numbers and texts are the same when they are equal; a NaN too."""
    if type(value) in (str, bytes, int, bool):
        return (type(value), value)
    return repr(value) if type(value) is float else id(value)


def _size(value: Any) -> tuple[int, str] | None:
    if type(value) is _LruCache:
        return value.cache_info().currsize, "result"
    # The size of a text never changes.
    return None if type(value) in (str, bytes) else size_of(value)
