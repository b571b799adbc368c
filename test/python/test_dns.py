"""pythonless/http/dns.py: names stay names."""

import ipaddress
import socket
import unittest

from support import isolate, raised_by

from pythonless.http import dns


class NamesTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        dns.set_up()

    def test_the_address_of_a_name_is_the_name(self) -> None:
        for host, port, expected in (
            ("a.example", 80, ("a.example", 80)),
            (b"a.example", "8080", ("a.example", 8080)),
            ("a.example", "https", ("a.example", 443)),
            ("::1", None, ("::1", 0)),
            (None, 80, ("localhost", 80)),
        ):
            with self.subTest(host=host, port=port):
                found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
                self.assertEqual(
                    found, [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", expected)]
                )

    def test_an_unknown_service_is_an_error_of_python(self) -> None:
        self.assertIsInstance(raised_by(lambda: socket.getaddrinfo("a.example", "conquest")), OSError)

    def test_only_what_needs_no_looking_up_has_an_address(self) -> None:
        self.assertEqual(socket.gethostbyname("10.0.0.1"), "10.0.0.1")
        for own in ("localhost", socket.gethostname()):
            self.assertTrue(ipaddress.ip_address(socket.gethostbyname(own)).is_loopback)
        error = raised_by(lambda: socket.gethostbyname("a.example"))
        self.assertIsInstance(error, socket.gaierror)
        self.assertIn("connect to the name itself", str(error))

    def test_addresses_are_told_from_names(self) -> None:
        told = [dns.is_address(name) for name in ("127.0.0.1", "::1", "a.example", "1.2.3", "")]
        self.assertEqual(told, [True, True, False, False, False])
