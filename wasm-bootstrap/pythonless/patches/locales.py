"""`locale.setlocale` as on a Linux without further locales: the libc here takes any name, to no effect."""

import locale
from typing import Any

_plain_setlocale = locale.setlocale
_Error: type[Exception] = locale.Error
_THERE = frozenset({"", "C", "POSIX", "C.UTF-8", "C.utf8"})


def set_up() -> None:
    """Once for an interpreter is enough; more often does no harm."""
    locale.setlocale = setlocale


def setlocale(category: int, locale: Any = None) -> str:
    """In place of `locale.setlocale`."""
    name = locale if locale is None or isinstance(locale, str) else ".".join(filter(None, locale))
    # With `LC_ALL`, a name may be one for each category.
    if name is not None and not _THERE.issuperset(name.split(";")):
        raise _Error("unsupported locale setting")
    return _plain_setlocale(category, locale)
