"""Memory, files and descriptors without end."""

import ctypes
import os

KEPT = []


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
    return (1 << 10**10).bit_count()


def ends_in_str():
    class Hostile(Exception):
        def __str__(self):
            return "x" * 500_000_000

    raise Hostile


def ends_in_the_result():
    return ["\u00e9" * 1_000_000] * 60


def ends_in_del():
    class Hostile:
        def __del__(self):
            bytearray(500_000_000)

    Hostile()
    return "done"


def descriptors_end():
    while True:
        KEPT.append(os.open("/tmp/file", os.O_CREAT))


def folders_without_end():
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


def one_file_at_once():
    with open("/tmp/large", "wb") as file:
        file.truncate(600_000_000)


def reads_beyond_it():
    return ctypes.string_at(0xFFFFFF00, 1000)


def writes_over_it():
    ctypes.memset(0, 255, 30_000_000)
    return "done"


def fatal_error():
    ctypes.pythonapi.Py_FatalError(b"words")
