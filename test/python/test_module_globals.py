"""Values of the function that outlive a call: pythonless.audit.module_globals and its reachable values."""

import sys
import unittest

from support import Answer, audited_sentences, open_function

from pythonless.audit import module_globals

HANDLER = "def handler(event, context):\n"

#: What stands in the module, what the handler does, and what is told of it.
GLOBALS: list[tuple[str, str, list[str]]] = [
    ("calls = [1, 2, 3]", "calls.append(event)", ["main.calls grew from 3 to 4 items."]),
    ("cache = {'a': 1}", "cache.clear()", ["main.cache shrank from 1 to 0 entries."]),
    ("cache = {'a': 1}", "cache['a'] = 2", ["main.cache['a'] changed from 1 to 2."]),
    (
        "cache = {'a': 1}",
        "del cache['a']; cache['b'] = 1",
        ["main.cache['b'] appeared: 1.", "main.cache['a'] disappeared: 1."],
    ),
    ("seen = set()", "seen.add(1)", ["main.seen grew from 0 to 1 item."]),
    ("buffer = bytearray()", "buffer.extend(b'ab')", ["main.buffer grew from 0 to 2 bytes."]),
    ("count = 0", "global count; count += 1", ["main.count changed from 0 to 1."]),
    ("rest = 1.5", "global rest; rest = None", ["main.rest changed from 1.5 to None."]),
    ("", "global last; last = event", ["main.last appeared: dict of 0 entries."]),
    ("last = 1", "global last; del last", ["main.last disappeared: 1."]),
    (
        "last = []",
        "global last; last = []",
        ["main.last changed from list of 0 items to another list of 0 items."],
    ),
    (
        "token = 'ab'",
        "global token; token = 'secret'",
        ["main.token changed from str of 2 characters to str of 6 characters."],
    ),
    ("class Store:\n    items = []", "Store.items.append(1)", ["main.Store.items grew from 0 to 1 item."]),
    (
        "class Store:\n    def __init__(self): self.rows = []\nstore = Store()",
        "store.rows.append(1); store.extra = 2",
        ["main.store.rows grew from 0 to 1 item.", "main.store.extra appeared: 2."],
    ),
    (
        "class Point:\n    __slots__ = ('x', 'y')\npoint = Point()\npoint.x = 1",
        "point.x = 2",
        ["main.point.x changed from 1 to 2."],
    ),
    ("def add(x, seen=[]): seen.append(x)", "add(1)", ["main.add(seen=) grew from 0 to 1 item."]),
    ("def add(x, *, seen=[]): seen.append(x)", "add(1)", ["main.add(seen=) grew from 0 to 1 item."]),
    (
        "def make():\n    kept = []\n    return lambda x: kept.append(x)\nkeep = make()",
        "keep(1)",
        ["main.keep.<locals>.kept grew from 0 to 1 item."],
    ),
    (
        "import functools\n@functools.cache\ndef slow(x): return x",
        "slow(1)",
        ["main.slow grew from 0 to 1 result."],
    ),
    (
        "from collections import Counter, deque\nc = Counter()\nd = deque()",
        "c['a'] += 1; d.append(1)",
        ["main.c grew from 0 to 1 entry.", "main.d grew from 0 to 1 item."],
    ),
    ("a = []\na.append(a)", "a.append(1)", ["main.a grew from 1 to 2 items."]),
    ("rows = [[1], [2]]", "rows[1].append(3)", ["main.rows[1] grew from 1 to 2 items."]),
    ("state = {'n': []}", "state['n'].append(1); state['m'] = 1", ["main.state grew from 1 to 2 entries."]),
]

#: Values that notice when they are asked for anything.
TOUCHY = """
class Touchy:
    ran = []
    def __getattribute__(self, name): Touchy.ran.append(name); return object.__getattribute__(self, name)
    def __eq__(self, other): Touchy.ran.append("eq"); return True
    def __hash__(self): Touchy.ran.append("hash"); return 1
    def __repr__(self): Touchy.ran.append("repr"); return ""
    def __len__(self): Touchy.ran.append("len"); return 0
class Rows(list):
    def __iter__(self): Touchy.ran.append("iter"); return iter([])
    def __len__(self): Touchy.ran.append("len"); return 0
touchy, rows = Touchy(), Rows([1, 2])
by_key = {touchy: 1}
Touchy.ran.clear()
def handler(event, context):
    list.append(rows, 3)
"""


class AuditGlobalsTest(unittest.TestCase):
    def audited(self, source: str) -> Answer:
        return open_function(self, source).call(is_audited=True)

    def test_what_the_function_keeps_is_told_by_its_name(self) -> None:
        for source, body, told in GLOBALS:
            with self.subTest(f"{source}; {body}"):
                self.assertEqual(audited_sentences(self.audited(f"{source}\n{HANDLER}    {body}\n")), told)

    def test_no_code_of_the_function_is_run_to_look_at_its_values(self) -> None:
        self.assertEqual(audited_sentences(self.audited(TOUCHY)), ["main.rows grew from 2 to 3 items."])
        self.assertEqual(sys.modules["main"].Touchy.ran, [])

    def test_nothing_is_kept_alive_by_being_looked_at(self) -> None:
        source = "gone = []\nclass Value:\n    def __del__(self): gone.append(1)\nvalue = Value()\n"
        body = "    global value\n    value = None\n    return len(gone)\n"
        self.assertEqual(self.audited(f"{source}{HANDLER}{body}").text, "1")

    def test_of_very_much_the_nearest_is_looked_at(self) -> None:
        body = "    global count\n    count += 1\n    rows[0].append(1)\n    rows[150].append(1)\n"
        host = open_function(self, f"rows = [[n] for n in range(200)]\ncount = 0\n{HANDLER}{body}")
        self.addCleanup(setattr, module_globals, "_MOST_VALUES", module_globals._MOST_VALUES)
        module_globals._MOST_VALUES = 100
        answer = host.call(is_audited=True)
        self.assertEqual(
            audited_sentences(answer),
            ["main.count changed from 0 to 1.", "main.rows[0] grew from 1 to 2 items."],
        )
