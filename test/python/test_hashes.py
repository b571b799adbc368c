"""pythonless/patches/hashes.py: hash algorithms in Python; test/capabilities/table.json has more values."""

import unittest

from pythonless.patches import hashes


class HashesTest(unittest.TestCase):
    def test_the_values_of_those_who_made_them(self) -> None:
        letters = b"abcdefghijklmnopqrstuvwxyz"
        known = {
            ("md4", b""): "31d6cfe0d16ae931b73c59d7e0c089c0",
            ("md4", letters): "d79e1c308aa5bbcdeea8ed63df412da9",
            ("ripemd160", b""): "9c1185a5c5e9fc54612808977ee8f548b2258d31",
            ("ripemd160", letters): "f71c27109c692c1b56bbdceb5b9d2865b3708dbc",
            # 48 zeros put the end of the message into its thirteenth word.
            ("ripemd160", bytes(48)): "4215498e71967e250d0a416361b6f478e7c1b429",
            ("ripemd160", b"1234567890" * 8): "9b752e45573d4b39f4dbd3323cab82bf63326bfb",
        }
        for (name, data), expected in known.items():
            with self.subTest(name, data=data):
                self.assertEqual(hashes.constructor(name)(data).hexdigest(), expected)

    def test_pieces_make_the_whole_at_every_length(self) -> None:
        data = bytes(range(256))
        for name in hashes.NAMES:
            new = hashes.constructor(name)
            block = new().block_size
            for length in (0, 1, block - 17, block - 9, block - 8, block - 1, block, block + 1, 2 * block):
                pieces = new(data[:1])
                for start in range(1, length, 7):
                    pieces.update(data[start : min(start + 7, length)])
                if length > 0:
                    self.assertEqual(pieces.digest(), new(data[:length]).digest(), (name, length))

    def test_a_copy_goes_its_own_way(self) -> None:
        one = hashes.constructor("md4")(b"a")
        other = one.copy()
        other.update(b"bc")
        self.assertEqual(other.hexdigest(), hashes.constructor("md4")(b"abc").hexdigest())
        self.assertEqual(one.digest(), hashes.constructor("md4")(b"a").digest())

    def test_it_tells_its_sizes_and_its_name(self) -> None:
        told = [
            (new.name, new.digest_size, new.block_size)
            for new in (hashes.constructor(name)(usedforsecurity=False) for name in hashes.NAMES)
        ]
        expected = [("md4", 16, 64), ("ripemd160", 20, 64), ("sha512_224", 28, 128), ("sha512_256", 32, 128)]
        self.assertEqual(told, expected)
