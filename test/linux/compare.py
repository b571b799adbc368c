"""Compares this Python with facts of CPython on Linux, and gives what differs."""

import datetime
import importlib
import os  # noqa: F401
import socket  # noqa: F401
import time
from typing import Any


def handler(event: dict[str, Any], context: Any) -> Any:
    return {kind: compare(event[kind]) for kind, compare in _COMPARISONS.items()}


def names(facts: dict[str, str]) -> dict[str, str]:
    """Names that a module lacks."""
    missing = {
        module: " ".join(name for name in expected.split() if not hasattr(importlib.import_module(module), name))
        for module, expected in facts.items()
    }
    return {module: found for module, found in missing.items() if found}


def constants(facts: dict[str, dict[str, int]]) -> dict[str, int]:
    """Numbers that are others, of names that are there."""
    return {
        f"{module}.{name}": found
        for module, expected in facts.items()
        for name, value in expected.items()
        if (found := getattr(importlib.import_module(module), name, value)) != value
    }


def strftime(facts: dict[str, list[str]]) -> dict[str, list[str]]:
    """Texts of a format at the three dates, of datetime and of time."""
    dates = [datetime.datetime.fromisoformat(date) for date in _DATES]
    found = {form: [date.strftime(form) for date in dates] for form in facts}
    by_time = {form: [time.strftime(form, date.timetuple()) for date in dates] for form in facts}
    formatted = {form: [format(date, form) for date in dates] for form in facts if form}
    return {
        form: texts
        for result in (found, by_time, formatted)
        for form, texts in result.items()
        if texts != facts[form]
    }


def answers(facts: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Values, and exceptions with their numbers."""
    return {code: found for code, expected in facts.items() if (found := _answer(code)) != expected}


def _answer(code: str) -> list[Any]:
    try:
        return ["value", repr(eval(code))]
    except Exception as error:
        return ["raises", type(error).__name__, getattr(error, "errno", None)]


_DATES = ("2024-03-05T07:08:09.123456", "1999-12-31T23:59:59", "2026-07-14T00:00:00")
_COMPARISONS = {"names": names, "constants": constants, "strftime": strftime, "answers": answers}
