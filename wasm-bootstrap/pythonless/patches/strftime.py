"""`time.strftime` as glibc writes it: the libc here gives an empty text for a directive that it lacks."""

import re
import time
from typing import Any

_plain_strftime = time.strftime

#: Formats of which the libc here makes the text that glibc makes.
_same: set[str] = set()
_SAME = re.compile("(?:[^%]|%[aAbBcCdDeFgGHIjmMnprRSTuUVwWxXyY%])*")
#: How many formats are remembered: a function may make a new one in each call.
_MOST = 256

_DIRECTIVE = re.compile(r"%(?P<flags>[_\-0^#]*)(?P<width>\d*)(?P<modifier>[EO]?)(?P<character>.?)", re.DOTALL)
#: Numbers, each with the directive that gives it, the character that fills it up, and its digits.
_NUMBERS = {
    **{character: (character, "0", 2) for character in "CdgHImMSUVWy"},
    **{character: (character, "0", 1) for character in "GuwY"},
    "e": ("e", "_", 2),
    "j": ("j", "0", 3),
    "k": ("H", "_", 2),
    "l": ("I", "_", 2),
}
_FORMATS = {
    "c": "%a %b %e %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "r": "%I:%M:%S %p",
    "R": "%H:%M",
    "T": "%H:%M:%S",
    "x": "%m/%d/%y",
    "X": "%H:%M:%S",
}
#: Of days and months.
_NAMES = frozenset("aAbBh")
_CHARACTERS = {"n": "\n", "t": "\t", "%": "%"}
#: Directives that take a modifier.
_WITH_E = frozenset("cnprstuxyzCPRTXYZ%")
_WITH_O = frozenset("bdeghjklmnprstuwyzBCGHIMPRSTUVWZ%")


def strftime(pattern: str, t: Any = None, /) -> str:
    """In place of `time.strftime`."""
    if pattern not in _same and not _is_same(pattern):
        return _write(pattern, time.localtime() if t is None else t)
    if t is None:
        return _plain_strftime(pattern)
    return _plain_strftime(pattern, t) if t[0] < 10_000 else _write(pattern, t)


def _is_same(pattern: str) -> bool:
    is_same = _SAME.fullmatch(pattern) is not None
    if is_same and len(_same) < _MOST:
        _same.add(pattern)
    return is_same


def _write(pattern: str, t: Any) -> str:
    if "\0" in pattern:
        raise ValueError("embedded null character")
    # The errors of a time that is none.
    _plain_strftime("", t)
    return _DIRECTIVE.sub(lambda found: _directive(found, t), pattern)


def _directive(found: re.Match[str], t: Any) -> str:
    flags, modifier, character = found["flags"], found["modifier"], found["character"]
    pad = next((flag for flag in reversed(flags) if flag in "_-0"), "")
    width = int(found["width"] or 0)
    is_known = not modifier or character in (_WITH_E if modifier == "E" else _WITH_O)
    text = _text_of(character, pad, width, t) if is_known else None
    if text is None:
        character, text = "", found[0]
    is_changed = "#" in flags
    if character == "P" or (is_changed and character in ("p", "Z")):
        text = text.lower()
    elif "^" in flags or (is_changed and character in _NAMES):
        text = text.upper()
    return text.rjust(width, "0" if pad == "0" else " ")


def _text_of(character: str, pad: str, width: int, t: Any) -> str | None:
    """The text of a directive, or None where it is none."""
    if character in _NUMBERS:
        source, fill, digits = _NUMBERS[character]
        return _padded(int(_plain_strftime(f"%{source}", t)), pad or fill, max(digits, width))
    if character in _FORMATS:
        return _write(_FORMATS[character], t)
    if character in _CHARACTERS:
        return _CHARACTERS[character]
    if character in ("Z", "z"):
        return _zone(t) if character == "Z" else _offset(_plain_strftime("%z", t), pad, width)
    source = "p" if character == "P" else character
    return _plain_strftime(f"%{source}", t) if source in _NAMES or source in ("p", "s") else None


def _padded(number: int, pad: str, digits: int) -> str:
    if pad == "-":
        return str(number)
    return str(number).rjust(digits) if pad == "_" else str(number).zfill(digits)


def _zone(t: Any) -> str:
    zone: str = getattr(t, "tm_zone", None) or (time.tzname[0] if t[8] >= 0 else "")
    return zone


def _offset(plain: str, pad: str, width: int) -> str:
    """The width holds for the sign and for the number."""
    sign = plain[:1].rjust(width, "0" if pad == "0" else " ")
    return sign + _padded(int(plain[1:]), pad or "0", max(4, width)).rjust(width) if plain else ""
