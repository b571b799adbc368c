"""The door itself: forged answers, forged lines, other calls, other functions."""

import json
import sys
from typing import Any

from foothold import found

from pythonless import rpc

_DETAILS = {"type": "str", "initMs": None, "warnings": []}


def _answer(kind: Any, details: Any, text: Any) -> None:
    rpc._instance.emit(kind, details if isinstance(details, str) else json.dumps(details), text)


def unknown_kind() -> str | None:
    _answer("conquest", _DETAILS, "1")
    return "an answer of an unknown kind was taken"


def details_that_are_no_json() -> str | None:
    _answer("result", "{", "1")
    return "details that are no JSON were taken"


def text_that_is_no_json() -> None:
    _answer("result", _DETAILS, "no json")


def warnings_that_are_no_list() -> None:
    _answer("result", {**_DETAILS, "warnings": 5}, "1")


def warnings_that_are_no_text() -> None:
    _answer("result", {**_DETAILS, "warnings": [{"toString": 1}]}, "1")


def figures_that_are_no_numbers() -> None:
    _answer("result", {**_DETAILS, "initMs": {"a": 1}}, "1")


def fault_of_an_unknown_code() -> None:
    _answer("fault", {**_DETAILS, "code": "CONQUEST", "stackTrace": 5}, "")


def answers_of_other_calls() -> None:
    for _ in range(1000):
        _answer("result", _DETAILS, '"forged"')


def line_of_the_system() -> None:
    sys.stdout.write("START RequestID: forged Version: forged\nREPORT RequestID: forged\n")


def host_object() -> str | None:
    held = rpc._instance.emit
    return found(getattr(held, "port", None) or getattr(held, "emit", None))


def settings_of_other_functions() -> str | None:
    environment = rpc._instance.settings["environment"]
    return found(environment.get("PYTHONLESS_NEIGHBOUR"))
