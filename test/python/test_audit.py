"""What outlives a call: pythonless.audit.audit and what it is made of."""

import asyncio
import builtins
import gc
import json
import os
import signal
import sys
import unittest
from pathlib import Path
from typing import Any

from support import Answer, audited_sentences, open_function

from pythonless.audit import module_globals
from pythonless.loops import asyncio_patches

HANDLER = "def handler(event, context):\n"

#: What the handler does, and what is told of it.
OTHERS: list[tuple[str, list[str]]] = [
    ("return event", []),
    ("import os; os.environ['NEW'] = 'secret'", ["The environment variable NEW appeared."]),
    ("import os; os.environ['STAGE'] = 'secret'", ["The environment variable STAGE changed."]),
    ("import os; del os.environ['STAGE']", ["The environment variable STAGE disappeared."]),
    ("import os; os.chdir('/tmp')", ["The working directory changed from /function/code to /tmp."]),
    (
        "import pathlib; pathlib.Path('/tmp/made').write_text('x' * 2000)",
        ["/tmp/made appeared: 2,000 bytes."],
    ),
    (
        "import pathlib; pathlib.Path('/tmp/kept').write_text('xyz')",
        ["/tmp/kept changed from 1 byte to 3 bytes."],
    ),
    ("import os; os.utime('/tmp/kept', ns=(1, 1))", ["/tmp/kept changed and still has 1 byte."]),
    ("import os; os.remove('/tmp/kept')", ["/tmp/kept disappeared: 1 byte."]),
    (
        "import os; handler.descriptor = os.open('/tmp/kept', os.O_RDONLY)",
        ["main.handler.descriptor appeared: 3.", "/tmp/kept is still open."],
    ),
    ("import sys; sys.path.append('/tmp/lib')", ["sys.path changed: /tmp/lib was added."]),
    ("import sys; sys.path.reverse()", ["sys.path changed: the order is another."]),
    ("import sys; sys.setrecursionlimit(321)", ["sys.getrecursionlimit() changed from 1000 to 321."]),
    ("import gc; gc.disable()", ["gc.isenabled() changed from True to False."]),
    ("import io, sys; sys.stdout = io.StringIO()", ["sys.stdout changed from TextIOWrapper to StringIO."]),
    (
        "import signal; signal.signal(signal.SIGUSR1, handler)",
        ["signal.getsignal(SIGUSR1) changed from SIG_DFL to main.handler."],
    ),
    ("import json; json.dumps = handler", ["json.dumps was replaced by main.handler."]),
    ("import json; del json.dumps", ["json.dumps was taken away."]),
    ("import builtins; builtins.print = 5", ["builtins.print was replaced by int."]),
    (
        "import logging; logging.getLogger().addHandler(logging.NullHandler())",
        [
            "The logger root has 2 handlers in place of 1: NullHandler was added."
            " Each of its lines is now written once more."
        ],
    ),
    (
        "import logging; logging.getLogger('app.db').addHandler(logging.NullHandler())",
        ["The logger app.db has 1 handlers in place of 0: NullHandler was added."],
    ),
    (
        "import logging; logging.getLogger().setLevel('DEBUG')",
        ["The logger root: level changed from WARNING to DEBUG."],
    ),
]


class AuditTest(unittest.TestCase):
    def audited(self, source: str) -> Answer:
        """Makes one call, with a file in /tmp."""
        host = open_function(self, source)
        for name in ("kept", "made"):
            self.addCleanup(Path(f"/tmp/{name}").unlink, missing_ok=True)
        Path("/tmp/kept").write_text("x", encoding="utf-8")
        return host.call(is_audited=True)

    def test_what_else_is_left_is_told(self) -> None:
        print_, limit, dumps = builtins.print, sys.getrecursionlimit(), json.dumps
        handler = signal.getsignal(signal.SIGUSR1)
        sys.setrecursionlimit(1000)
        for body, told in OTHERS:
            with self.subTest(body):
                answer = self.audited(f"{HANDLER}    {body}\n")
                builtins.print, json.dumps = print_, dumps
                gc.enable()
                sys.setrecursionlimit(1000)
                signal.signal(signal.SIGUSR1, handler)
                self.assertEqual(audited_sentences(answer), told)
        sys.setrecursionlimit(limit)

    def test_what_the_import_does_is_no_part_of_the_call(self) -> None:
        answer = self.audited(f"import os\nos.environ['NEW'] = '1'\nrows = [1]\n{HANDLER}    return 1\n")
        self.assertIsNotNone(answer.details["initMs"])
        self.assertEqual(audited_sentences(answer), [])

    def test_a_call_that_was_not_to_be_audited_tells_nothing(self) -> None:
        answer = open_function(self, f"rows = []\n{HANDLER}    rows.append(1)\n").call()
        self.assertNotIn("audit", answer.details)

    def test_an_exception_lets_go_of_what_its_frames_hold(self) -> None:
        opened = (
            "import os\nclass Opened:\n"
            "    def __init__(self): self.descriptor = os.open('/tmp/kept', os.O_RDONLY)\n"
            "    def __del__(self): os.close(self.descriptor)\n"
        )
        body = "    rows.append(1)\n    opened = Opened()\n    raise ValueError('no')\n"
        source = f"{opened}rows = []\n{HANDLER}{body}"
        answer = self.audited(source)
        self.assertEqual((answer.kind, answer.details["errorType"]), ("fault", "ValueError"))
        self.assertEqual(audited_sentences(answer), ["main.rows grew from 0 to 1 item."])

    def test_a_failed_import_leaves_nothing_to_compare(self) -> None:
        self.assertEqual(audited_sentences(self.audited("1 / 0\n")), [])

    def test_a_task_is_told_with_where_it_stands(self) -> None:
        host = open_function(
            self,
            "import asyncio\nasync def poll():\n    await asyncio.sleep(60)\n"
            "async def handler(event, context):\n"
            "    handler.task = asyncio.create_task(poll())\n    await asyncio.sleep(0)\n",
        )
        answer = host.call(is_audited=True)
        (task,) = [finding for finding in answer.details["audit"] if finding["kind"] == "task"]
        self.assertEqual(task["name"], "poll")
        self.assertEqual(
            task["sentence"],
            "A task is left: poll(), which stands here:\n"
            '  File "/function/code/main.py", line 3, in poll\n    await asyncio.sleep(60)',
        )
        left = sys.modules["main"].handler.task
        left.cancel()
        with asyncio_patches.NoneRunning():
            host.loop.run_until_complete(asyncio.wait([left]))

    def test_more_than_is_shown_is_counted(self) -> None:
        answer = self.audited(
            f"import os\n{HANDLER}    os.environ.update({{f'V{{n}}': '' for n in range(60)}})\n"
        )
        told = audited_sentences(answer)
        self.assertEqual(len(told), 51)
        self.assertEqual(told[-1], "Not shown: 10 more findings in the environment.")

    def test_what_cannot_be_compared_is_said(self) -> None:
        plain = os.getcwd
        answer = self.audited(f"import os\n{HANDLER}    os.getcwd = lambda: 1 / 0\n")
        os.getcwd = plain
        self.assertIn("Not compared: the working directory (ZeroDivisionError).", audited_sentences(answer))

    def test_each_probe_has_its_turn_even_if_another_fails(self) -> None:
        def fail() -> Any:
            raise RuntimeError

        host = open_function(self, f"import os\n{HANDLER}    os.chdir('/tmp')\n")
        self.addCleanup(setattr, module_globals, "take", module_globals.take)
        module_globals.take = fail
        answer = host.call(is_audited=True)
        self.assertEqual(
            audited_sentences(answer),
            [
                "Not compared: the globals (RuntimeError).",
                "The working directory changed from /function/code to /tmp.",
            ],
        )
