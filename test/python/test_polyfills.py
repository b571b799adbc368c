"""pythonless/patches/polyfills.py and the modules in pythonless/standard."""

import hashlib
import importlib
import io
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

from support import isolate, write_code

from pythonless.patches import polyfills


class GapsTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        polyfills.set_up()

    def test_the_folder_of_modules_is_the_last_one_and_there_once(self) -> None:
        polyfills.set_up()
        self.assertEqual(sys.path.count(polyfills._STANDARD), 1)
        self.assertEqual(sys.path[-1], polyfills._STANDARD)

    def test_a_module_of_the_function_wins(self) -> None:
        write_code({"syslog.py": "found = True"})
        self.addCleanup(sys.modules.pop, "syslog")
        self.assertTrue(importlib.import_module("syslog").found)


class KeyDerivationTest(unittest.TestCase):
    def test_keys_of_any_length(self) -> None:
        whole = polyfills.pbkdf2_hmac("sha256", b"password", b"salt", 3, 70)
        for length in (1, 31, 32, 33, 64, 70):
            self.assertEqual(polyfills.pbkdf2_hmac("sha256", b"password", b"salt", 3, length), whole[:length])

    def test_the_length_is_that_of_the_hash_unless_it_is_given(self) -> None:
        for name in ("md5", "sha1", "sha512", "sha3_256", "blake2b"):
            size = hashlib.new(name).digest_size
            self.assertEqual(len(polyfills.pbkdf2_hmac(name, b"", b"", 1)), size, name)

    def test_any_kind_of_bytes(self) -> None:
        expected = polyfills.pbkdf2_hmac("sha1", b"password", b"salt", 1)
        password: Any = bytearray(b"password")
        salt: Any = memoryview(b"salt")
        self.assertEqual(polyfills.pbkdf2_hmac("sha1", password, salt, 1), expected)

    def test_what_it_refuses(self) -> None:
        wrong: list[Any] = [("sha1", b"", b"", 0), ("sha1", b"", b"", 1, 0), ("nothing", b"", b"", 1)]
        for arguments in wrong:
            with self.subTest(arguments), self.assertRaises(ValueError):
                _ = polyfills.pbkdf2_hmac(*arguments)


class SyslogTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        polyfills.set_up()
        self.syslog = importlib.import_module("syslog")
        self.addCleanup(self.syslog.closelog)
        self.file = io.StringIO()
        sys.stderr = self.file

    def test_lines_go_to_stderr_with_the_name_that_was_given(self) -> None:
        self.syslog.syslog("plain")
        self.syslog.openlog("mine", self.syslog.LOG_PID, facility=self.syslog.LOG_MAIL)
        self.syslog.syslog(self.syslog.LOG_ERR | self.syslog.LOG_USER, "named")
        self.assertEqual(self.file.getvalue(), "plain\nmine: named\n")

    def test_what_the_mask_leaves_out_is_not_written(self) -> None:
        self.assertEqual(self.syslog.setlogmask(self.syslog.LOG_UPTO(self.syslog.LOG_ERR)), 0xFF)
        self.syslog.syslog(self.syslog.LOG_DEBUG, "quiet")
        self.syslog.syslog(self.syslog.LOG_CRIT, "loud")
        self.assertEqual(self.file.getvalue(), "loud\n")


class DbmTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        polyfills.set_up()
        self.dbm = importlib.import_module("dbm")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "100% #1?"

    def test_what_was_written_is_there_after_closing(self) -> None:
        with self.dbm.open(self.path, "c") as store:
            store["text"] = "значение"
            store[b"bytes"] = b"\x00\xff"
        with self.dbm.open(self.path) as store:
            self.assertEqual(sorted(store.items()), [(b"bytes", b"\x00\xff"), (b"text", "значение".encode())])

    def test_a_key_that_is_not_there_is_a_key_error(self) -> None:
        with self.dbm.open(self.path, "n") as store:
            for use in (store.__getitem__, store.__delitem__):
                with self.assertRaises(KeyError):
                    use("nothing")
            self.assertEqual(store.get("nothing", b"default"), b"default")

    def test_n_begins_anew_and_r_does_not_write(self) -> None:
        with self.dbm.open(self.path, "c") as store:
            store["key"] = "value"
        self.dbm.open(self.path, "n").close()
        with self.dbm.open(self.path, "r") as store:
            self.assertEqual(len(store), 0)
            with self.assertRaises(self.dbm.error):
                store["key"] = "value"

    def test_errors_are_its_own(self) -> None:
        with self.assertRaisesRegex(self.dbm.error, "No such file"):
            self.dbm.open(self.path, "w")
        with self.assertRaisesRegex(ValueError, "Flag must be one of"):
            self.dbm.open(self.path, "x")
        store = self.dbm.open(self.path, "c")
        store.close()
        store.close()
        with self.assertRaisesRegex(self.dbm.error, "already been closed"):
            len(store)

    def test_whichdb_knows_its_own(self) -> None:
        self.assertIsNone(self.dbm.whichdb(self.path))
        self.path.write_text("something else")
        self.assertEqual(self.dbm.whichdb(self.path), "")
        with self.dbm.open(self.path, "n") as store:
            store["key"] = "value"
        self.assertEqual(self.dbm.whichdb(self.path), "dbm.sqlite3")
