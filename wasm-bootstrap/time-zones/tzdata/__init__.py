"""The time zone database of IANA, as the package that `zoneinfo` looks for.

`zoneinfo` reads a zone as a resource of a package by the name of the zone's folder: `Moscow` of
`tzdata.zoneinfo.Europe`. Here all zones lie in one file, and those packages are made of it.
"""

import io
import json
import pkgutil
import sys
from collections.abc import Iterator
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from importlib.resources.abc import Traversable, TraversableResources
from types import ModuleType
from typing import IO, Any

_ROOT = f"{__name__}.zoneinfo"


class _Database:
    """The one file: a line of JSON, then zone after zone."""

    def __init__(self, content: bytes) -> None:
        head, _, self._zones = content.partition(b"\n")
        index = json.loads(head)
        self.version: str = index["version"]
        self.places: dict[str, tuple[int, int]] = index["zones"]
        self.folders: list[str] = index["folders"]

    def read(self, name: str) -> bytes:
        if name not in self.places:
            raise FileNotFoundError(f"No time zone {name!r}")
        offset, length = self.places[name]
        return self._zones[offset : offset + length]


def _own_file(name: str) -> bytes:
    """Of this package: in the zip of the standard library it is no file by itself."""
    content = pkgutil.get_data(__name__, name)
    if content is None:
        raise ImportError(f"{__name__} has lost its {name}")
    return content


_database = _Database(_own_file("zones.bin"))

IANA_VERSION = _database.version
#: As PyPI's package of this name counts: 2026d is 2026.4.
__version__ = f"{IANA_VERSION[:4]}.{ord(IANA_VERSION[4]) - ord('a') + 1}"


class _Resource(Traversable):
    """A zone, or a folder of them."""

    def __init__(self, path: str) -> None:
        self._path = path

    @property
    def name(self) -> str:
        return self._path.rpartition("/")[2]

    def is_dir(self) -> bool:
        return self._path in _database.folders

    def is_file(self) -> bool:
        return self._path in _database.places

    def iterdir(self) -> Iterator[Traversable]:
        inside = f"{self._path}/" if self._path else ""
        for path in sorted({*_database.folders[1:], *_database.places}):
            if path.startswith(inside) and "/" not in path.removeprefix(inside):
                yield _Resource(path)

    def joinpath(self, *descendants: Any) -> Traversable:
        parts = [self._path, *(str(part) for part in descendants)]
        return _Resource("/".join(part for part in parts if part))

    def __truediv__(self, child: Any) -> Traversable:
        return self.joinpath(child)

    def open(self, mode: str = "r", *_: Any, **__: Any) -> IO[Any]:
        stream = io.BytesIO(_database.read(self._path))
        return stream if "b" in mode else io.TextIOWrapper(stream)

    def read_bytes(self) -> bytes:
        return _database.read(self._path)

    def read_text(self, encoding: str | None = None, errors: str | None = None) -> str:
        return self.read_bytes().decode(encoding or "utf-8", errors or "strict")


class _Folder(TraversableResources, Loader):
    """The resources of one package, and its loader: there is nothing to load."""

    def __init__(self, path: str) -> None:
        self._path = path

    def get_resource_reader(self, _: str) -> TraversableResources:
        return self

    def files(self) -> Traversable:
        return _Resource(self._path)


def _add_package(folder: str) -> None:
    name = ".".join([_ROOT, *folder.split("/")]) if folder else _ROOT
    module = ModuleType(name)
    module.__path__ = []
    module.__spec__ = ModuleSpec(name, _Folder(folder), is_package=True)
    sys.modules[name] = module


for _folder in _database.folders:
    _add_package(_folder)
