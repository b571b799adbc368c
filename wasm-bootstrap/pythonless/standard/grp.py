"""The `grp` of a machine with one group, that of the user of the function."""

import os
from typing import NamedTuple


class struct_group(NamedTuple):
    """A line of /etc/group."""

    gr_name: str
    gr_passwd: str
    gr_gid: int
    gr_mem: list[str]


def getgrall() -> list[struct_group]:
    """The one group."""
    return [struct_group("root", "x", os.getgid(), [])]


def getgrgid(id: int) -> struct_group:  # noqa: A002
    """The group with this number. Raises KeyError for another."""
    for group in getgrall():
        if group.gr_gid == id:
            return group
    raise KeyError(f"getgrgid(): gid not found: {id}")


def getgrnam(name: str) -> struct_group:
    """The group with this name. Raises KeyError for another."""
    for group in getgrall():
        if group.gr_name == name:
            return group
    raise KeyError(f"getgrnam(): name not found: {name!r}")
