"""runtime.py: what a function can see of its context, and the frames it sees in its tracebacks."""

import json
import time
import unittest
import unittest.mock
from typing import Any

import runtime

DOCUMENTED_KEYS = {
    "aws_request_id",
    "deadline_ms",
    "function_name",
    "function_version",
    "invoked_function_arn",
    "log_group_name",
    "log_stream_name",
    "memory_limit_in_mb",
    "request_id",
    "token",
}


def make_context(**changes: Any) -> runtime.RuntimeContext:
    values: dict[str, Any] = {
        "function_name": "d4e1",
        "function_version": "d4e2",
        "memory_limit_in_mb": 128,
        "request_id": "6e83",
        "deadline_ms": 1657713543198,
        "log_group_name": "ckg2",
        "token": {"access_token": "t1", "expires_in": 42299, "token_type": "Bearer"},
    }
    return runtime.RuntimeContext(**{**values, **changes})


class ContextTest(unittest.TestCase):
    def test_its_dump_is_the_documented_one(self) -> None:
        dump = json.loads(json.dumps(make_context(), default=vars))
        expected = {
            "aws_request_id": "6e83",
            "deadline_ms": 1657713543198,
            "function_name": "d4e1",
            "function_version": "d4e2",
            "invoked_function_arn": "d4e1",
            "log_group_name": "ckg2",
            "log_stream_name": "d4e2",
            "memory_limit_in_mb": 128,
            "request_id": "6e83",
            "token": {"access_token": "t1", "expires_in": 42299, "token_type": "Bearer"},
        }
        self.assertEqual(dump, expected)
        self.assertEqual(vars(make_context()).keys(), DOCUMENTED_KEYS)

    def test_a_function_without_a_service_account_has_the_token_none(self) -> None:
        self.assertIsNone(make_context(token=None).token)

    def test_the_folder_is_an_attribute_that_the_dump_does_not_show(self) -> None:
        self.assertEqual(make_context().function_folder_id, "")
        self.assertNotIn("function_folder_id", vars(make_context()))

    def test_its_repr_is_that_of_the_service(self) -> None:
        self.assertRegex(repr(make_context()), r"^<runtime\.RuntimeContext object at 0x[0-9a-f]+>$")

    def test_attributes_of_other_clouds_are_not_there(self) -> None:
        for name in ("identity", "client_context", "log", "getPayload"):
            with self.subTest(name), self.assertRaises(AttributeError):
                getattr(make_context(), name)

    def test_the_remaining_time_is_whole_milliseconds(self) -> None:
        left = make_context(deadline_ms=round(time.time() * 1000) + 4000).get_remaining_time_in_millis()
        self.assertIs(type(left), int)
        self.assertTrue(3000 < left <= 4000, left)

    def test_the_remaining_time_goes_negative_after_the_deadline(self) -> None:
        left = make_context(deadline_ms=round(time.time() * 1000) - 4000).get_remaining_time_in_millis()
        self.assertTrue(-5000 < left <= -4000, left)


class JsonTest(unittest.TestCase):
    def test_results_have_the_separators_and_escapes_of_json_dumps(self) -> None:
        self.assertEqual(
            runtime.encode_result({"é": [1, "\ud800"], 2: None}), json.dumps({"é": [1, "\ud800"], 2: None})
        )

    def test_an_event_may_have_blanks_around_it_and_nothing_else(self) -> None:
        for text in ('{"a": 1}', ' \n{"a": 1}', '{"a": 1}\r\n\t '):
            with self.subTest(text):
                self.assertEqual(runtime.decode_event(text), {"a": 1})
        for text in ("", " ", "1 2", "{}\x0b", "\x0c1", "\ufeff1", "[1"):
            with self.subTest(text), self.assertRaises(json.JSONDecodeError):
                runtime.decode_event(text)

    def test_a_result_that_was_refused_leaves_nothing_behind_for_the_next(self) -> None:
        inner: dict[str, object] = {"ok": 1}
        with self.assertRaises(TypeError):
            runtime.encode_result({"inner": inner, "no": {1, 2}})
        self.assertEqual(runtime.encode_result({"inner": inner}), '{"inner": {"ok": 1}}')
        inner["self"] = inner
        with self.assertRaisesRegex(ValueError, "Circular reference detected"):
            runtime.encode_result(inner)

    def test_what_json_does_not_know_is_refused(self) -> None:
        for value in (float("nan"), float("inf"), -float("inf")):
            with self.subTest(value), self.assertRaises(ValueError):
                runtime.encode_result(value)

    def test_a_function_that_teaches_json_its_types_is_heard(self) -> None:
        # As in the service, where the encoder is json's own: programs patch `default` for their dates.
        with unittest.mock.patch.object(json.JSONEncoder, "default", lambda _self, value: f"<{value}>"):
            self.assertEqual(runtime.encode_result({"a": 1j}), '{"a": "<1j>"}')

    def test_a_function_that_breaks_json_breaks_no_answer(self) -> None:
        with unittest.mock.patch.multiple(json, dumps=None, loads=None, JSONEncoder=None, JSONDecoder=None):
            self.assertEqual(runtime.encode_result(runtime.decode_event('{"a": 1}')), '{"a": 1}')
