"""Parts of the standard library that the WebAssembly build lacks, written in Python.

Whole modules lie in the folder `standard`, behind everything else: a function may have its own of that name.
"""

import hashlib
import hmac
import sys
from typing import Any

from pythonless.patches import hashes

# Where hashlib looks first.
_constructors: dict[str, Any] = vars(hashlib)["__builtin_constructor_cache"]

_STANDARD = "/function/runtime/pythonless/standard"


def set_up() -> None:
    """Once for an interpreter is enough; more often does no harm."""
    if _STANDARD not in sys.path:
        sys.path.append(_STANDARD)
    hashlib.pbkdf2_hmac = pbkdf2_hmac
    hashlib.algorithms_available |= set(hashes.NAMES)
    _constructors.update({name: hashes.constructor(name) for name in hashes.NAMES})


def pbkdf2_hmac(
    hash_name: str,
    password: bytes,
    salt: bytes,
    iterations: int,
    dklen: int | None = None,
) -> bytes:
    """As `hashlib.pbkdf2_hmac`, which needs OpenSSL: some 3 µs an iteration."""
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    size = hashlib.new(hash_name).digest_size
    wanted = size if dklen is None else dklen
    if wanted < 1:
        raise ValueError("key length must be greater than 0.")
    password, salt = bytes(password), bytes(salt)
    count = -(-wanted // size)
    blocks = (_block(hash_name, password, salt, iterations, number + 1) for number in range(count))
    return b"".join(blocks)[:wanted]


def _block(hash_name: str, password: bytes, salt: bytes, iterations: int, number: int) -> bytes:
    part = hmac.digest(password, salt + number.to_bytes(4), hash_name)
    mixed = int.from_bytes(part)
    for _ in range(iterations - 1):
        part = hmac.digest(password, part, hash_name)
        mixed ^= int.from_bytes(part)
    return mixed.to_bytes(len(part))
