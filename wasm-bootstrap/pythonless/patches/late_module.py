"""A module that is imported when something of it is asked for."""

import importlib
from typing import Any


class LateModule:
    """Stands where a module of the standard library found none, because it was imported too early."""

    def __init__(self, name: str) -> None:
        self.__name__ = name

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(self.__name__), name)
