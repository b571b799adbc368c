"""pythonless/http/tls.py: TLS as a client sees it."""

import socket
import ssl
import unittest

from support import failure, fake_host, head, isolate, raised_by

from pythonless.http import dns, outbound, sockets, tls


class TlsTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        self.host = fake_host(self)
        outbound.connect(self.host, self.host.emit)
        for module in (dns, sockets, tls):
            module.set_up()

    def wrapped(self, name: str = "a.example", server_hostname: str | None = None) -> ssl.SSLSocket:
        plain = socket.create_connection((name, 443), timeout=3)
        wrapped = ssl.create_default_context().wrap_socket(plain, server_hostname=server_hostname)
        self.addCleanup(wrapped.close)
        return wrapped

    def test_a_wrapped_socket_asks_by_https_and_keeps_its_time_limit(self) -> None:
        wrapped = self.wrapped()
        self.assertEqual(wrapped.gettimeout(), 3)
        self.host.replies.append(head(204))
        wrapped.sendall(b"GET /b HTTP/1.1\r\nHost: a.example\r\n\r\n")
        self.assertTrue(wrapped.recv(100).startswith(b"HTTP/1.1 204"))
        self.assertEqual(self.host.steps[0][0]["url"], "https://a.example:443/b")

    def test_the_plain_socket_is_used_up(self) -> None:
        plain = socket.create_connection(("a.example", 443))
        wrapped = ssl.create_default_context().wrap_socket(plain)
        self.addCleanup(wrapped.close)
        self.assertEqual(plain.fileno(), -1)
        self.assertGreaterEqual(wrapped.fileno(), 0)

    def test_it_shows_the_certificate_that_fetch_has_made_sure_of(self) -> None:
        for name, server_hostname, shown in (
            ("a.example", None, ("DNS", "a.example")),
            ("10.0.0.1", "b.example", ("DNS", "b.example")),
            ("10.0.0.1", None, ("IP Address", "10.0.0.1")),
        ):
            with self.subTest(name=name, server_hostname=server_hostname):
                certificate = self.wrapped(name, server_hostname).getpeercert()
                self.assertEqual(certificate, {"subjectAltName": (shown,)})
        self.assertIsNone(self.wrapped().getpeercert(binary_form=True))

    def test_it_speaks_no_other_protocol_than_http_1(self) -> None:
        wrapped = self.wrapped()
        self.assertEqual(wrapped.version(), "TLSv1.3")
        self.assertIsNone(wrapped.selected_alpn_protocol())
        self.assertEqual(wrapped.pending(), 0)
        wrapped.do_handshake()

    def test_a_certificate_that_is_refused_is_the_error_of_python(self) -> None:
        wrapped = self.wrapped()
        self.host.replies.append(failure("certificate", "a.example: self-signed certificate"))
        error = raised_by(lambda: wrapped.sendall(b"GET / HTTP/1.1\r\n\r\n"))
        assert isinstance(error, ssl.SSLCertVerificationError)
        self.assertEqual(
            str(error.args[1]),
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: a.example: self-signed certificate",
        )
        self.assertEqual((error.library, error.reason), ("SSL", "CERTIFICATE_VERIFY_FAILED"))
        self.assertEqual((error.verify_code, error.verify_message), (1, "a.example: self-signed certificate"))

    def test_a_server_is_refused_with_a_hint(self) -> None:
        plain = socket.create_connection(("a.example", 443))
        self.addCleanup(plain.close)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        error = raised_by(lambda: context.wrap_socket(plain, server_side=True))
        self.assertIn("Nothing can listen", str(error))
