"""Missing modules of the standard library: Python's own ImportError, with a hint."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

_ONE_THREAD = "an instance has one process and one thread; what waits goes side by side in asyncio.gather()"
_NO_TERMINAL = "a function has no terminal"
_NO_INSTALLS = "nothing is installed while a function runs; put packages beside the code"
_REMOVED = "Python removed it in {version}"

_SENTENCES: dict[str, str] = {
    **dict.fromkeys(("_multiprocessing", "_posixshmem", "_interpreters", "_interpqueues"), _ONE_THREAD),
    **dict.fromkeys(
        ("curses", "_curses", "readline", "tkinter", "_tkinter", "turtle", "idlelib"), _NO_TERMINAL
    ),
    **dict.fromkeys(("ensurepip", "venv", "pip"), _NO_INSTALLS),
    "_hashlib": "it is OpenSSL, which is not here; hashlib itself is",
    "imp": "Python removed it in 3.12; importlib has the same",
    "distutils": "Python removed it in 3.12; setuptools brings its own",
    "cgi": "Python removed it in 3.13; the event holds the query parsed, email.message parses headers",
    **dict.fromkeys(("asynchat", "asyncore", "smtpd"), _REMOVED.format(version="3.12")),
    **dict.fromkeys(
        ("aifc", "audioop", "cgitb", "chunk", "crypt", "imghdr", "lib2to3", "mailcap", "nntplib"),
        _REMOVED.format(version="3.13"),
    ),
    **dict.fromkeys(
        ("pipes", "sndhdr", "spwd", "sunau", "telnetlib", "uu", "xdrlib"),
        _REMOVED.format(version="3.13"),
    ),
}

#: The function of importlib that imports, and not the one that asks whether a module is there.
_IMPORTING = "_find_and_load_unlocked"


class _Absences(MetaPathFinder):
    """The last of the finders: a function may have a module of any of these names."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        sentence = _SENTENCES.get(fullname)
        # `importlib.util.find_spec` is how a library asks: its answer is None.
        if sentence is not None and _asking_function() == _IMPORTING:
            raise ModuleNotFoundError(f"No module named {fullname!r}: {sentence}.", name=fullname)
        return None


def _asking_function() -> str:
    """The caller of the finders: `importlib` loops over them in a function of its own."""
    return sys._getframe(3).f_code.co_name  # pyright: ignore[reportPrivateUsage]


def set_up() -> None:
    """Once for an interpreter, snapshots of it included."""
    if not any(isinstance(finder, _Absences) for finder in sys.meta_path):
        sys.meta_path.append(_Absences())
