"""Keeps libraries from talking to the browser directly, past the option fetch."""

import sys
from types import ModuleType


def set_up() -> None:
    """Gives urllib3 2 an empty back end for Emscripten: it finds sockets here, as anywhere."""
    back_end = ModuleType("urllib3.contrib.emscripten", "In place of urllib3's own, by pythonless.")
    vars(back_end)["inject_into_urllib3"] = lambda: None
    sys.modules.setdefault(back_end.__name__, back_end)
