"""The door to the network, which is shut: requests, forged steps, what waits and what replies."""

import json
import urllib.request
from types import SimpleNamespace
from typing import Any

from foothold import found, leads_out, thrown_by
from pyodide.ffi import to_js

from pythonless.http import outbound

_OPEN = {
    "kind": "open",
    "exchangeId": 77,
    "method": "GET",
    "url": "http://127.0.0.1:9/",
    "headers": [],
    "redirect": "follow",
    "body": "none",
}


def _host() -> Any:
    host: Any = outbound._Line.host
    return SimpleNamespace(step=host.step, taken=host.taken, take=host.blocking._take)


def _letter(step: Any, **message: Any) -> Any:
    """The reply to a step of any form, which the host may also not like."""
    details = {"stepId": 10**6, "isBlocking": True, "step": step, **message}
    _host().step(json.dumps(details), None)
    return _host().take(300)


def _answered(step: Any, **message: Any) -> str | None:
    letter = _letter(step, **message)
    text = letter.to_bytes().decode("latin-1") if letter is not None else ""
    return found(text) if '"kind":"head"' in text or "canary" in text else None


def request() -> str | None:
    return found(urllib.request.urlopen("http://example.com/", timeout=1).read())


def metadata_without_a_token() -> str | None:
    url = "http://169.254.169.254/latest/meta-data/iam/security-credentials/default"
    return found(urllib.request.urlopen(url, timeout=1).read())


def step_of_a_request() -> str | None:
    return _answered(_OPEN)


def step_of_a_file() -> str | None:
    return _answered({**_OPEN, "url": "file:///tmp/pythonless-canary.txt"})


def step_of_a_text() -> str | None:
    return _answered({**_OPEN, "url": "data:text/plain,canary"})


def step_of_a_page() -> str | None:
    return _answered({**_OPEN, "url": "/pythonless/web/index.js"})


def step_of_an_unknown_kind() -> str | None:
    return _answered({"kind": "conquest", "exchangeId": 1})


def step_that_is_none() -> str | None:
    return _answered(None)


def step_that_is_another_message() -> str | None:
    return _answered(
        _OPEN, kind="answer", callId=1, answer={"kind": "result", "text": "1", "pythonType": "int"}
    )


def step_with_a_prototype() -> str | None:
    return _answered({**_OPEN, "__proto__": {"isAdmin": True}, "headers": [["__proto__", "x"]]})


def details_that_are_no_json() -> str | None:
    return leads_out(thrown_by(lambda: _host().step("{", None)))


def bytes_that_are_none() -> str | None:
    _host().step(json.dumps({"stepId": 1, "isBlocking": True, "step": _OPEN}), to_js([1, 2]))
    return None


def more_letters_than_were_sent() -> str | None:
    return found(_host().take(10))


def letters_taken_too_often() -> None:
    for _ in range(1000):
        _host().taken()


def reply_as_an_object() -> str | None:
    return leads_out(_letter(_OPEN))


def methods_as_objects() -> str | None:
    for name in ("step", "take", "taken"):
        if (got := leads_out(getattr(_host(), name))) is not None:
            return got
    return None


def memory_behind_a_letter() -> str | None:
    return found(getattr(getattr(_letter(_OPEN), "buffer", None), "grow", None))
