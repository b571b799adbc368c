"""The findings of an audit, and the words in which they show values."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, Any, NamedTuple

from pythonless import exceptions_to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: As it crosses to TypeScript: one of src/api/audit.ts. `kind` and `sentence` are in each.
type Finding = dict[str, Any]


class Probe(NamedTuple):
    """One thing that is looked at before and after a call."""

    #: For the sentence that says that it could not be looked at.
    what: str
    take: Callable[[], Any]
    compare: Callable[[Any, Any], Iterable[Finding]]


def finding(kind: str, sentence: str, **members: Any) -> Finding:
    """One finding. Members that are None are left out."""
    return {
        "kind": kind,
        **{name: value for name, value in members.items() if value is not None},
        "sentence": sentence,
    }


#: Types with a size, and the unit that is counted.
_SIZED: list[tuple[type[Any], str]] = [
    (list, "item"),
    (dict, "entry"),
    (set, "item"),
    (tuple, "item"),
    (frozenset, "item"),
    (deque, "item"),
    (bytearray, "byte"),
    (str, "character"),
    (bytes, "byte"),
]
_LARGEST_SHOWN = 10**15


def size_of(value: object) -> tuple[int, str] | None:
    """The size of a value and its unit. None for a value without a size."""
    kind = type(value)
    for base, unit in _SIZED:
        if issubclass(kind, base):
            # Of the base: a class of the function's can have its own idea of it.
            return base.__len__(value), unit
    return None


def shown(value: object) -> str:
    """A value in few words. Text is not shown, only its length: there may be a secret in it."""
    if value is None or type(value) in (bool, float) or (type(value) is int and abs(value) < _LARGEST_SHOWN):
        return repr(value)
    size = size_of(value)
    return exceptions_to_json.type_name(value) + (f" of {counted(*size)}" if size else "")


def counted(number: int, unit: str) -> str:
    """A number with its unit: `1 entry`, `1,024 bytes`."""
    plural = unit[:-1] + "ies" if unit.endswith("y") else unit + "s"
    return f"{number:,} {unit if number == 1 else plural}"


def difference(before: Iterable[str], after: Iterable[str]) -> str:
    """Which words came and which went: `a was added, b (2 times) was removed`."""
    came, went = Counter(after) - Counter(before), Counter(before) - Counter(after)
    return ", ".join([*_changes(came, "added"), *_changes(went, "removed")]) or "the order is another"


def _changes(words: Counter[str], what: str) -> Iterator[str]:
    for word, number in words.items():
        yield f"{word}{f' ({number} times)' if number > 1 else ''} was {what}"
