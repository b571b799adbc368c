"""`dbm` on top of SQLite, in the format of CPython's `dbm.sqlite3`. `shelve` is built on it."""

import os
import sqlite3
from builtins import open as _open_file
from collections.abc import Iterator, MutableMapping
from typing import Any, Self

type _Text = str | bytes


class error(OSError):
    """The error of the database."""


class _Database(MutableMapping[_Text, _Text]):
    """Bytes by bytes. Text is UTF-8."""

    def __init__(self, path: str, is_read_only: bool) -> None:
        self._connection: sqlite3.Connection | None = None
        mode = "ro" if is_read_only else "rwc"
        try:
            self._connection = sqlite3.connect(f"file:{path}?mode={mode}", autocommit=True, uri=True)
            if not is_read_only:
                self._run("CREATE TABLE IF NOT EXISTS Dict (key BLOB UNIQUE NOT NULL, value BLOB NOT NULL)")
        except sqlite3.Error as reason:
            raise error(str(reason)) from None

    def __getitem__(self, key: _Text) -> bytes:
        row = self._run("SELECT value FROM Dict WHERE key = CAST(? AS BLOB)", _bytes(key)).fetchone()
        if row is None:
            raise KeyError(key)
        return row[0]

    def __setitem__(self, key: _Text, value: _Text) -> None:
        self._run("REPLACE INTO Dict VALUES (CAST(? AS BLOB), CAST(? AS BLOB))", _bytes(key), _bytes(value))

    def __delitem__(self, key: _Text) -> None:
        if self._run("DELETE FROM Dict WHERE key = CAST(? AS BLOB)", _bytes(key)).rowcount == 0:
            raise KeyError(key)

    def __iter__(self) -> Iterator[bytes]:
        return (row[0] for row in self._run("SELECT key FROM Dict").fetchall())

    def __len__(self) -> int:
        return self._run("SELECT COUNT(*) FROM Dict").fetchone()[0]

    def keys(self) -> list[bytes]:  # pyright: ignore[reportIncompatibleMethodOverride]
        """As of the other kinds of dbm: a list."""
        return [*iter(self)]

    def close(self) -> None:
        """May be called twice."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, statement: str, *values: bytes) -> sqlite3.Cursor:
        if self._connection is None:
            raise error("DBM object has already been closed")
        try:
            return self._connection.execute(statement, values)
        except sqlite3.Error as reason:
            raise error(str(reason)) from None


def open(file: str | bytes | os.PathLike[Any], flag: str = "r", mode: int = 0o666) -> _Database:  # noqa: A001
    """Opens a database: `r` reads, `w` writes to an old one, `c` makes it if need be, `n` begins anew."""
    del mode
    path = os.fsdecode(file)
    if flag not in ("r", "w", "c", "n"):
        raise ValueError(f"Flag must be one of 'r', 'w', 'c', or 'n', not {flag!r}")
    if flag == "n" and os.path.exists(path):
        os.unlink(path)
    if flag in ("r", "w") and not os.path.exists(path):
        raise error(2, "No such file or directory", path)
    return _Database(_escaped(path), flag == "r")


def whichdb(filename: str | bytes | os.PathLike[Any]) -> str | None:
    """`dbm.sqlite3`, an empty string for another file, None for a missing one."""
    try:
        with _open_file(filename, "rb") as file:
            return "dbm.sqlite3" if file.read(16) == b"SQLite format 3\x00" else ""
    except OSError:
        return None


def _bytes(text: _Text) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
