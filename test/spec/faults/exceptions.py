"""Exceptions that hurt whoever looks at them. None of them outlives its call."""

import asyncio
import sys
import time


def str_raises():
    class Hostile(Exception):
        def __str__(self):
            raise RuntimeError("no")

    raise Hostile


def str_is_no_text():
    class Hostile(Exception):
        def __str__(self):
            return 5

    raise Hostile


def str_exits():
    class Hostile(Exception):
        def __str__(self):
            sys.exit(3)

    raise Hostile


def str_recurses():
    class Hostile(Exception):
        def __str__(self):
            return str(self)

    raise Hostile


def str_never_ends():
    class Hostile(Exception):
        def __str__(self):
            while True:
                pass

    raise Hostile


def str_sleeps_for_ever():
    class Hostile(Exception):
        def __str__(self):
            time.sleep(1e9)

    raise Hostile


def str_is_a_subclass():
    class Text(str):
        def __str__(self):
            raise RuntimeError("no")

        def __len__(self):
            raise RuntimeError("no")

        def __getitem__(self, _):
            raise RuntimeError("no")

    class Hostile(Exception):
        def __str__(self):
            return Text("words")

    raise Hostile


def repr_raises():
    class Hostile:
        def __repr__(self):
            raise RuntimeError("no")

    raise KeyError(Hostile())


def class_lies():
    class Hostile(Exception):
        __class__ = int

    raise Hostile("words")


def class_raises():
    class Hostile(Exception):
        @property
        def __class__(self):
            raise RuntimeError("no")

    raise Hostile("words")


def metaclass_raises():
    class Meta(type):
        @property
        def __name__(cls):
            raise RuntimeError("no")

        def __instancecheck__(cls, value):
            raise RuntimeError("no")

    class Hostile(Exception, metaclass=Meta):
        pass

    raise Hostile("words")


def getattribute_raises():
    class Hostile(Exception):
        def __getattribute__(self, name):
            raise RuntimeError("no")

    raise Hostile("words")


def traceback_raises():
    class Hostile(Exception):
        @property
        def __traceback__(self):
            raise RuntimeError("no")

    raise Hostile("words")


def class_without_name():
    raise type("", (Exception,), {})("words")


def notes_of_no_text():
    class Hostile:
        def __str__(self):
            raise RuntimeError("no")

    error = ValueError("words")
    error.__notes__ = [Hostile(), None, 5]
    raise error


def notes_are_no_list():
    error = ValueError("words")
    error.__notes__ = 5
    raise error


def cause_in_a_circle():
    error = ValueError("words")
    other = ValueError("other")
    error.__cause__ = other
    other.__cause__ = error
    raise error


def contexts_without_end():
    error = ValueError("first")
    for _ in range(1_000):
        following = ValueError("words")
        following.__context__ = error
        error = following
    raise error


def group():
    raise ExceptionGroup("words", [ValueError(str(number)) for number in range(1_000)])


def group_nested():
    error = ValueError("inner")
    for _ in range(300):
        error = ExceptionGroup("words", [error])
    raise error


def group_with_exit():
    raise BaseExceptionGroup("words", [SystemExit(1), ValueError("x")])


def long_message():
    raise ValueError("x" * 10_000_000)


def surrogates():
    raise ValueError("\ud800 \x00 \uffff")


def stop_iteration():
    raise StopIteration


async def stop_iteration_later():
    await asyncio.sleep(0)
    raise StopIteration


def generator_exit():
    raise GeneratorExit


def own_base_exception():
    class Hostile(BaseException):
        pass

    raise Hostile


def memory_error():
    raise MemoryError("words")


def keyboard_interrupt():
    raise KeyboardInterrupt


def init_needs_arguments():
    class Hostile(Exception):
        def __new__(cls, *_):
            return super().__new__(cls)

        def __init__(self):
            self.args = 5

    raise Hostile


def syntax_error_of_nonsense():
    error = SyntaxError("words")
    error.filename, error.lineno, error.offset, error.text = object(), "x", -5, 5
    raise error


def import_error_of_nonsense():
    raise ImportError("words", name=5, path=object())
