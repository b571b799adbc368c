"""Hash algorithms that CPython takes from OpenSSL, written in Python: some 100 kB a second."""

import struct
from collections.abc import Callable, Sequence
from functools import cache
from math import isqrt
from typing import Self

type Words = tuple[int, ...]

_MASK = 0xFFFFFFFF
_MASK_64 = 0xFFFFFFFFFFFFFFFF


class _Algorithm:
    def __init__(
        self, name: str, sizes: tuple[int, int], form: str, start: Words, mix: Callable[[Words, bytes], Words]
    ) -> None:
        self.name = name
        self.digest_size, self.block_size = sizes
        self.form = form
        self.start = start
        self.mix = mix


class Hash:
    """A hash that works block by block, with the length of the message at the end (Merkle and Damgård)."""

    def __init__(self, algorithm: _Algorithm, data: bytes = b"") -> None:
        self._algorithm = algorithm
        self.name = algorithm.name
        self.digest_size = algorithm.digest_size
        self.block_size = algorithm.block_size
        self._state = algorithm.start
        self._rest = b""
        self._length = 0
        self.update(data)

    def update(self, data: bytes, /) -> None:
        """Adds data."""
        self._length += len(data)
        self._rest += data
        whole = len(self._rest) // self.block_size * self.block_size
        for start in range(0, whole, self.block_size):
            self._state = self._algorithm.mix(self._state, self._rest[start : start + self.block_size])
        self._rest = self._rest[whole:]

    def digest(self) -> bytes:
        """The hash of all that was added so far."""
        last = self.copy()
        size, order = (8, "little") if self.block_size == 64 else (16, "big")
        zeros = -(self._length + 1 + size) % self.block_size
        last.update(b"\x80" + bytes(zeros) + (self._length * 8).to_bytes(size, order))
        return struct.pack(self._algorithm.form, *last._state)[: self.digest_size]

    def hexdigest(self) -> str:
        """The same in hexadecimal digits."""
        return self.digest().hex()

    def copy(self) -> Self:
        """Another one that goes on from here."""
        copied = type(self)(self._algorithm)
        copied._state, copied._rest, copied._length = self._state, self._rest, self._length
        return copied


def _rotated(value: int, count: int) -> int:
    value &= _MASK
    return (value << count | value >> (32 - count)) & _MASK


def _rotated_64(value: int, count: int) -> int:
    return (value >> count | value << (64 - count)) & _MASK_64


_ROUNDS: list[Callable[[int, int, int], int]] = [
    lambda x, y, z: x ^ y ^ z,
    lambda x, y, z: (x & y) | (~x & z),
    lambda x, y, z: (x | ~y) ^ z,
    lambda x, y, z: (x & z) | (y & ~z),
    lambda x, y, z: x ^ (y | ~z),
]
# RIPEMD-160, on the left and on the right: the order of the words, the rotations, the constants.
_LEFT = (
    "0123456789abcdef 74d1a6f3c0952eb8 3ae49f812706db5c 19ba08c4d37fe562 40597c2ae138b6fd".replace(" ", ""),
    "befc5879bdef6798 768db97f7cf9b7dc bd67e9dfe8d65c75 bcefef989e56865c 9f5b68dc5cdeb856".replace(" ", ""),
    (0, 0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xA953FD4E),
)
_RIGHT = (
    "5e7092b4d6f81a3c 6b370d5aef8c4912 f5137e69b8c2a04d 86413bf05c2d97ae cfa4158762de039b".replace(" ", ""),
    "899bdff5778beec6 9df7c89b77c76fdb 97fb866ecd5edd75 f58bee6e69c9c5f8 85c9c5e68d65fdbb".replace(" ", ""),
    (0x50A28BE6, 0x5C4DD124, 0x6D703EF3, 0x7A6D76E9, 0),
)


def _mix_ripemd(state: Words, block: bytes) -> Words:
    words = struct.unpack("<16I", block)
    left = _line(state, words, _LEFT, _ROUNDS)
    right = _line(state, words, _RIGHT, _ROUNDS[::-1])
    return tuple(
        (state[(index + 1) % 5] + left[(index + 2) % 5] + right[(index + 3) % 5]) & _MASK
        for index in range(5)
    )


def _line(
    state: Words,
    words: Sequence[int],
    plan: tuple[str, str, Words],
    rounds: list[Callable[[int, int, int], int]],
) -> Words:
    a, b, c, d, e = state
    order, turns, added = plan
    for step in range(80):
        mixed = a + rounds[step // 16](b, c, d) + words[int(order[step], 16)] + added[step // 16]
        a, b, c, d, e = e, (_rotated(mixed, int(turns[step], 16)) + e) & _MASK, b, _rotated(c, 10), d
    return a, b, c, d, e


def _mix_md4(state: Words, block: bytes) -> Words:
    words = struct.unpack("<16I", block)
    a, b, c, d = state
    for step in range(48):
        turn, at = divmod(step, 16)
        if turn == 0:
            index, mixed, turns = at, (b & c) | (~b & d), (3, 7, 11, 19)
        elif turn == 1:
            index, mixed, turns = (
                at % 4 * 4 + at // 4,
                ((b & c) | (b & d) | (c & d)) + 0x5A827999,
                (3, 5, 9, 13),
            )
        else:
            index = int(f"{at:04b}"[::-1], 2)
            mixed, turns = (b ^ c ^ d) + 0x6ED9EBA1, (3, 9, 11, 15)
        a, b, c, d = d, _rotated(a + mixed + words[index], turns[step % 4]), b, c
    return tuple((old + new) & _MASK for old, new in zip(state, (a, b, c, d), strict=True))


@cache
def _cube_roots() -> Words:
    """64 bits behind the point of the cube roots of the first 80 primes."""
    primes = [
        number for number in range(2, 410) if all(number % least for least in range(2, isqrt(number) + 1))
    ]
    return tuple(_cube_root(prime << 192) & _MASK_64 for prime in primes)


def _cube_root(value: int) -> int:
    low, high = 0, 1 << (value.bit_length() // 3 + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**3 <= value else (low, middle - 1)
    return low


def _mix_sha512(state: Words, block: bytes) -> Words:
    words = list(struct.unpack(">16Q", block))
    for index in range(16, 80):
        one, two = words[index - 15], words[index - 2]
        small = _rotated_64(one, 1) ^ _rotated_64(one, 8) ^ one >> 7
        large = _rotated_64(two, 19) ^ _rotated_64(two, 61) ^ two >> 6
        words.append((words[index - 16] + small + words[index - 7] + large) & _MASK_64)
    a, b, c, d, e, f, g, h = state
    for root, word in zip(_cube_roots(), words, strict=True):
        sum_e = _rotated_64(e, 14) ^ _rotated_64(e, 18) ^ _rotated_64(e, 41)
        one = h + sum_e + ((e & f) ^ (~e & g)) + root + word
        sum_a = _rotated_64(a, 28) ^ _rotated_64(a, 34) ^ _rotated_64(a, 39)
        two = sum_a + ((a & b) ^ (a & c) ^ (b & c))
        a, b, c, d, e, f, g, h = (one + two) & _MASK_64, a, b, c, (d + one) & _MASK_64, e, f, g
    return tuple((old + new) & _MASK_64 for old, new in zip(state, (a, b, c, d, e, f, g, h), strict=True))


_MD = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476)
_SHA_512 = (
    *(0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1),
    *(0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179),
)


@cache
def _algorithm(name: str) -> _Algorithm:
    match name:
        case "md4":
            return _Algorithm(name, (16, 64), "<4I", _MD, _mix_md4)
        case "ripemd160":
            return _Algorithm(name, (20, 64), "<5I", (*_MD, 0xC3D2E1F0), _mix_ripemd)
        case _:
            # It begins with the hash of its own name, by a SHA-512 that begins elsewhere (FIPS 180-4, 5.3.6).
            bits = int(name.removeprefix("sha512_"))
            other = tuple(word ^ 0xA5A5A5A5A5A5A5A5 for word in _SHA_512)
            naming = Hash(_Algorithm("", (64, 128), ">8Q", other, _mix_sha512), f"SHA-512/{bits}".encode())
            start = struct.unpack(">8Q", naming.digest())
            return _Algorithm(name, (bits // 8, 128), ">8Q", start, _mix_sha512)


NAMES = ("md4", "ripemd160", "sha512_224", "sha512_256")


def constructor(name: str) -> Callable[..., Hash]:
    """The constructor that `hashlib.new(name)` calls."""

    def new(data: bytes = b"", *, usedforsecurity: bool = True, string: bytes | None = None) -> Hash:
        del usedforsecurity
        return Hash(_algorithm(name), data if string is None else string)

    return new
