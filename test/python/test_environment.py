"""pythonless/environment.py: the process that a function believes to run in."""

import importlib.util
import io
import os
import random
import sys
import tempfile
import unittest
import uuid

from support import isolate, write_code

from pythonless import environment


class EnvironmentTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)

    def test_the_variables_are_the_given_ones_and_no_others(self) -> None:
        os.environ["LEFT_OVER"] = "1"
        environment.set_up({"STAGE": "test", "СЛОВО": "жизнь=игра"})
        self.assertEqual(dict(os.environ), {"STAGE": "test", "СЛОВО": "жизнь=игра"})
        self.assertIsNone(os.getenv("HOME"))
        self.assertEqual(os.environb[b"STAGE"], b"test")

    def test_relative_paths_lead_into_the_code(self) -> None:
        write_code({"data/words.txt": "words"})
        environment.set_up({})
        self.assertEqual(os.getcwd(), "/function/code")
        with open("data/words.txt") as file:
            self.assertEqual(file.read(), "words")

    def test_the_code_comes_first_on_the_module_path_and_the_runtime_second(self) -> None:
        sys.path[:] = ["", "/lib/one", environment.RUNTIME, "/lib/two", environment.CODE]
        environment.set_up({})
        self.assertEqual(sys.path, ["/function/code", "/function/runtime", "/lib/one", "/lib/two"])

    def test_no_bytecode_is_written_beside_the_code(self) -> None:
        write_code({"written_once.py": ""})
        sys.dont_write_bytecode = False
        environment.set_up({})
        __import__("written_once")
        self.assertEqual(os.listdir(environment.CODE), ["written_once.py"])

    def test_a_printed_line_leaves_at_once(self) -> None:
        written = io.BytesIO()
        sys.stdout = sys.stderr = io.TextIOWrapper(written, "utf-8", line_buffering=False)
        environment.set_up({})
        print("a line")
        self.assertEqual(written.getvalue(), b"a line\n")

    def test_streams_that_are_no_text_files_are_left_alone(self) -> None:
        sys.stdout, sys.stderr = io.StringIO(), None
        environment.set_up({})

    def test_two_instances_of_one_snapshot_differ_in_what_is_random(self) -> None:
        drawn = [self._draw() for _ in range(2)]
        for one, other in zip(*drawn, strict=True):
            self.assertNotEqual(one, other)

    def test_so_do_two_whose_code_has_made_python_import_random_again(self) -> None:
        drawn: list[float] = []
        for _ in range(2):
            again = sys.modules["random"] = importlib.util.module_from_spec(random.__spec__)
            random.__spec__.loader.exec_module(again)
            again.seed(1)
            environment.resume()
            drawn.append(again.random())
        self.assertNotEqual(*drawn)

    def test_a_random_of_the_functions_own_is_left_alone(self) -> None:
        write_code({"random.py": "def seed(): raise AssertionError\n", "tempfile.py": ""})
        for name in ("random", "tempfile"):
            del sys.modules[name]
            importlib.import_module(name)
        environment.set_up({})
        self.assertFalse(hasattr(sys.modules["tempfile"], "_name_sequence"))

    def _draw(self) -> list[object]:
        # As a snapshot would find them.
        random.seed(1)
        names = tempfile._RandomNameSequence()  # pyright: ignore[reportAttributeAccessIssue]
        names._rng, names._rng_pid = random.Random(1), os.getpid()
        tempfile._name_sequence = names  # pyright: ignore[reportAttributeAccessIssue]
        environment.set_up({})
        return [random.random(), tempfile.mktemp(), uuid.uuid4()]
