"""The rows of test/contract that speak of the Python side, without a host."""

import io
import json
import re
import unittest
from pathlib import Path
from typing import Any

from support import Answer, open_function

CONTRACT = Path("/test/contract")
REQUEST_ID = "6e8356f9-489b-4c7b-8ba6-c8cd74f25455"

Row = dict[str, Any]


def contract_rows(name: str) -> list[Row]:
    """The rows of a table."""
    table = json.loads((CONTRACT / f"{name}.json").read_text(encoding="utf-8"))
    return [row for fact in table["facts"] for row in fact["rows"]]


class ContractTest(unittest.TestCase):
    def check_rows(self, rows: list[Row]) -> None:
        previous: Row = {}
        for row in rows:
            with self.subTest(row["name"]):
                if not _is_same_function(row, previous):
                    self.stdout = io.StringIO()
                    self.host = open_function(self, _files(row), stdout=self.stdout, **_settings(row))
                self.check_row(row)
            previous = row

    def check_row(self, row: Row) -> None:
        stdout, host = self.stdout, self.host
        for call in row.get("calls", [row]):
            stdout.truncate(stdout.seek(0))
            event = call["expression"] if "expression" in call else call.get("event", "")
            self.check_answer(call, host.call(json.dumps(event), REQUEST_ID))
            if "lines" in call:
                told = stdout.getvalue().split("\n")[:-1]
                self.assertTrue(_is_like(told, call["lines"]), told)

    def check_answer(self, call: Row, answer: Answer) -> None:
        if "value" in call:
            self.assertEqual(answer.kind, "result", answer.details)
            self.assertTrue(_is_like(json.loads(answer.text), call["value"]), answer.text)
        if "text" in call:
            self.assertEqual(answer.text, call["text"])
        is_crash = call.get("outcome") == "crashed"
        if is_crash:
            self.assertEqual(answer.kind, "crash")
        elif "error" in call:
            self.assertEqual(answer.kind, "fault")
            told = {key: answer.details[key] for key in call["error"]}
            self.assertTrue(_is_like(told, call["error"]), told)
        elif "warning" in call and "value" in call:
            self.assertTrue(_is_like(answer.details["warnings"], [call["warning"]]), answer.details)

    def test_entry_points(self) -> None:
        self.check_rows(contract_rows("entry-points"))

    def test_own_modules(self) -> None:
        self.check_rows(contract_rows("own-modules"))

    def test_events(self) -> None:
        self.check_rows(contract_rows("invoke-event"))

    def test_results(self) -> None:
        self.check_rows(contract_rows("results"))

    def test_exceptions(self) -> None:
        self.check_rows(contract_rows("exceptions"))

    def test_context(self) -> None:
        self.check_rows(contract_rows("context"))

    def test_log_lines(self) -> None:
        self.check_rows(contract_rows("log-lines"))


def _is_same_function(row: Row, other: Row) -> bool:
    """Expressions can share an instance."""
    is_evaluated = "source" not in row and "expression" in other and "source" not in other
    return is_evaluated and row.get("options") == other.get("options")


def _files(row: Row) -> dict[str, str]:
    source = row.get("source")
    if source is None:
        return {"main.py": (CONTRACT / "evaluator.py").read_text(encoding="utf-8")}
    files = {"main.py": source} if isinstance(source, list) else source
    return {path: "".join(f"{line}\n" for line in lines) for path, lines in files.items()}


def _settings(row: Row) -> dict[str, Any]:
    options = row.get("options", {})
    given = {name: options[name] for name in ("environment", "memoryMb") if name in options}
    return {"entryPoint": row.get("entrypoint", "main.handler"), **options.get("context", {}), **given}


def _is_like(told: Any, expected: Any) -> bool:
    """Equal, where `{"matches": "^a"}` stands for any string with that pattern."""
    if isinstance(expected, dict):
        if "matches" in expected:
            return isinstance(told, str) and re.search(expected["matches"], told, re.S) is not None
        return told.keys() == expected.keys() and all(_is_like(told[key], expected[key]) for key in expected)
    if isinstance(expected, list):
        return len(told) == len(expected) and all(map(_is_like, told, expected, strict=True))
    return told == expected
