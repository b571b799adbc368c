"""Recursion without end."""

import ast
import json
import pickle
import sys


def of_calls():
    return of_calls()


def of_large_frames():
    held = bytearray(1_000_000)
    return of_large_frames() or held


def limit_is_reached_after_the_call():
    depth = 0
    frame = sys._getframe()
    while frame := frame.f_back:
        depth += 1
    sys.setrecursionlimit(depth + 6)
    return "done"


def of_json():
    return len(json.loads("[" * 10**5 + "]" * 10**5))


def of_pickle():
    nested = []
    for _ in range(10**5):
        nested = [nested]
    return len(pickle.dumps(nested))


def of_the_compiler():
    return eval("(" * 5_000 + ")" * 5_000)


def of_the_syntax_tree():
    return len(ast.dump(ast.parse("+".join(["1"] * 50_000))))


def of_the_result():
    nested = []
    for _ in range(10**6):
        nested = [nested]
    return nested


def of_destructors():
    nested = None
    for _ in range(10**6):
        nested = (nested,)
    del nested
    return "done"


def of_getattr():
    class Hostile:
        def __getattr__(self, name):
            return getattr(self, name)

    return Hostile().nothing


def of_calls_in_c():
    class Hostile:
        pass

    Hostile.__call__ = Hostile()
    return Hostile()()
