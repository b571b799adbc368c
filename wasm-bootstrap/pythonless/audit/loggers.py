"""Compares loggers: a handler that each call adds writes each line once more."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, NamedTuple

from pythonless.audit.report import Finding, difference, finding
from pythonless.exceptions_to_json import type_name

if TYPE_CHECKING:
    from collections.abc import Iterator


class LoggerState(NamedTuple):
    """The settings of one logger."""

    handlers: list[str]
    filters: list[str]
    level: str
    propagate: str
    disabled: str


_FRESH = LoggerState([], [], "NOTSET", "True", "False")


def take() -> dict[str, LoggerState]:
    """All loggers by name."""
    loggers: dict[str, Any] = {"root": logging.getLogger(), **logging.Logger.manager.loggerDict}
    # The others are places that a name with dots passes by.
    return {name: _state(one) for name, one in loggers.items() if isinstance(one, logging.Logger)}


def _state(logger: logging.Logger) -> LoggerState:
    return LoggerState(
        [type_name(handler) for handler in logger.handlers],
        [type_name(each) for each in logger.filters],
        logging.getLevelName(logger.level),
        str(logger.propagate),
        str(logger.disabled),
    )


def compare(before: dict[str, LoggerState], after: dict[str, LoggerState]) -> Iterator[Finding]:
    """A finding for each logger whose settings changed."""
    for name, now in after.items():
        was = before.get(name, _FRESH)
        for aspect in LoggerState._fields:
            then, since = getattr(was, aspect), getattr(now, aspect)
            if then != since:
                yield _tell(name, aspect, then, since)


def _tell(name: str, aspect: str, was: Any, now: Any) -> Finding:
    if isinstance(now, str):
        sentence = f"The logger {name}: {aspect} changed from {was} to {now}."
        return finding("logger", sentence, name=name, aspect=aspect, before=was, after=now)
    grown = f" {_TWICE}" if aspect == "handlers" and len(now) > len(was) > 0 else ""
    sentence = (
        f"The logger {name} has {len(now)} {aspect} in place of {len(was)}: {difference(was, now)}.{grown}"
    )
    return finding("logger", sentence, name=name, aspect=aspect, before=", ".join(was), after=", ".join(now))


_TWICE = "Each of its lines is now written once more."
