"""Recursion, memory and descriptors without end."""

import ast
import ctypes
import json
import os
import pickle
import re
import sys

KEPT = []


def recursion():
    return recursion()


def recursion_of_large_frames():
    held = bytearray(1_000_000)
    return recursion_of_large_frames() or held


def recursion_limit_of_a_million():
    sys.setrecursionlimit(10**6)
    return recursion()


def recursion_limit_is_here():
    depth = 0
    frame = sys._getframe()
    while frame := frame.f_back:
        depth += 1
    sys.setrecursionlimit(depth + 6)
    return "done"


def recursion_in_repr():
    nested = []
    for _ in range(10**5):
        nested = [nested]
    return repr(nested)


def recursion_in_json():
    return json.loads("[" * 10**5)


def recursion_in_pickle():
    nested = []
    for _ in range(10**5):
        nested = [nested]
    return len(pickle.dumps(nested))


def recursion_in_the_compiler():
    return eval("(" * 5_000 + ")" * 5_000)


def recursion_in_the_parser():
    return len(ast.dump(ast.parse("+".join(["1"] * 50_000))))


def recursion_in_the_result():
    nested = []
    for _ in range(10**5):
        nested = [nested]
    return nested


def recursion_in_destructors():
    nested = None
    for _ in range(10**6):
        nested = (nested,)
    del nested
    return "done"


def recursion_in_getattr():
    class Hostile:
        def __getattr__(self, name):
            return getattr(self, name)

    return Hostile().nothing


def recursion_of_calls_in_c():
    class Hostile:
        pass

    Hostile.__call__ = Hostile()
    return Hostile()()


def bytes_at_once():
    return len(bytearray(500_000_000))


def text_at_once():
    return len("x" * 500_000_000)


def list_grows():
    grown = []
    while True:
        grown.append(bytearray(1_000_000))


def list_grows_and_is_kept():
    while True:
        KEPT.append(bytearray(1_000_000))


def list_of_numbers_grows():
    grown = []
    while True:
        grown.append(len(grown) + 10**6)


def small_objects_are_kept():
    global KEPT
    while True:
        KEPT = (KEPT, [1.5])


def dict_grows():
    return len(dict.fromkeys(range(10**9)))


def integer_grows():
    number = 3
    while True:
        number *= number


def expression_grows():
    return len(re.compile("(a" * 5000 + ")" * 5000).pattern)


def memory_ends_in_str():
    class Hostile(Exception):
        def __str__(self):
            return "x" * 500_000_000

    raise Hostile


def memory_ends_in_the_result():
    return ["\u00e9" * 1_000_000] * 60


def memory_ends_in_del():
    class Hostile:
        def __del__(self):
            bytearray(500_000_000)

    Hostile()
    return "done"


def descriptors_end():
    while True:
        KEPT.append(open("/tmp/file", "w"))  # noqa: SIM115


def files_without_end():
    number = 0
    while True:
        os.mkdir(f"/tmp/{number}")
        number += 1


def one_file_without_end():
    piece = b"x" * 1_000_000
    with open("/tmp/large", "wb") as file:
        for _ in range(600):
            file.write(piece)


def one_file_with_a_hole():
    with open("/tmp/large", "wb") as file:
        file.seek(600_000_000)
        file.write(b"x")


def file_in_one_piece():
    with open("/tmp/large", "wb") as file:
        file.truncate(600_000_000)


def stack_overflows_in_c():
    import faulthandler

    faulthandler._stack_overflow()


def reads_beyond_the_memory():
    return ctypes.string_at(0xFFFFFF00, 1000)


def writes_over_the_memory():
    ctypes.memset(0, 255, 30_000_000)
    return "done"


def fatal_error():
    ctypes.pythonapi.Py_FatalError(b"words")
