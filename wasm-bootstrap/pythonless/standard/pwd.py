"""The `pwd` of a machine with one user, which runs the function."""

import os
from typing import NamedTuple

#: A folder that is there and that can be written to: programs keep their settings and caches in it.
_HOME = "/tmp"


class struct_passwd(NamedTuple):
    """A line of /etc/passwd."""

    pw_name: str
    pw_passwd: str
    pw_uid: int
    pw_gid: int
    pw_gecos: str
    pw_dir: str
    pw_shell: str


def getpwall() -> list[struct_passwd]:
    """The one user."""
    return [struct_passwd("root", "x", os.getuid(), os.getgid(), "root", _HOME, "/bin/sh")]


def getpwuid(uid: int, /) -> struct_passwd:
    """The user with this number. Raises KeyError for another."""
    for user in getpwall():
        if user.pw_uid == uid:
            return user
    raise KeyError(f"getpwuid(): uid not found: {uid}")


def getpwnam(name: str, /) -> struct_passwd:
    """The user with this name. Raises KeyError for another."""
    for user in getpwall():
        if user.pw_name == name:
            return user
    raise KeyError(f"getpwnam(): name not found: {name!r}")
