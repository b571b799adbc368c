"""One connection: pythonless.http.http_connection, as http.client and others use it."""

import http.client
import io
import socket
import ssl
import unittest
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

from support import END, MORE, data, failure, fake_host, head, isolate, raised_by

from pythonless.http import dns, outbound, sockets, tls


class ConversationTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        self.host = fake_host(self)
        outbound.connect(self.host, self.host.emit)
        dns.set_up()
        sockets.set_up()
        tls.set_up()

    def get(self, url: str, **more: Any) -> tuple[int, bytes]:
        request = urllib.request.Request(url, **more)
        with urllib.request.urlopen(request, timeout=1) as response:
            return response.status, response.read()

    def test_a_request_is_one_step_and_its_body_others(self) -> None:
        self.host.replies += [head(200, ("content-length", "3")), data(b"ab"), data(b"c"), END]
        self.assertEqual(self.get("http://a.example/b?c=d", headers={"X-A": "1"}), (200, b"abc"))
        opened, sent = self.host.steps[0]
        self.assertEqual(opened["url"], "http://a.example:80/b?c=d")
        self.assertEqual(
            (opened["method"], opened["body"], opened["redirect"], sent), ("GET", "none", "manual", b"")
        )
        self.assertIn(["X-A", "1"], opened["headers"])
        kept = {name.lower() for name, _ in opened["headers"]}
        self.assertEqual(kept & {"host", "connection", "content-length"}, set())
        self.assertEqual([step["kind"] for step, _ in self.host.steps], ["open", "read", "read", "close"])

    def test_a_small_response_comes_by_one_step(self) -> None:
        whole = head(200, ("content-length", "3"), content=b"abc", is_last=True)
        for reply in (whole, head(content=b"abc", is_last=True)):
            self.host.steps.clear()
            self.host.replies += [reply]
            self.assertEqual(self.get("http://a.example/"), (200, b"abc"))
            self.assertEqual([step["kind"] for step, _ in self.host.steps], ["open"])

    def test_what_came_last_is_the_end(self) -> None:
        self.host.replies += [head(content=b"ab"), data(b"c", is_last=True)]
        self.assertEqual(self.get("http://a.example/"), (200, b"abc"))
        self.assertEqual([step["kind"] for step, _ in self.host.steps], ["open", "read"])

    def test_a_body_that_nobody_reads_is_given_up(self) -> None:
        self.host.replies += [head(content=b"ab")]
        urllib.request.urlopen("http://a.example/").close()
        self.assertEqual([step["kind"] for step, _ in self.host.steps], ["open", "close"])

    def test_https_is_the_same_with_another_scheme(self) -> None:
        self.host.replies += [head(204)]
        self.assertEqual(self.get("https://a.example/"), (204, b""))
        self.assertEqual(self.host.steps[0][0]["url"], "https://a.example:443/")

    def test_a_small_body_goes_with_the_request(self) -> None:
        self.host.replies += [head(204)]
        self.get("http://a.example/", data=b"hello", method="PUT")
        opened, sent = self.host.steps[0]
        self.assertEqual((opened["method"], opened["body"], sent), ("PUT", "whole", b"hello"))

    def test_a_body_in_chunks_is_sent_chunk_by_chunk(self) -> None:
        self.host.replies += [MORE, MORE, MORE, head(204)]
        self.get("http://a.example/", data=iter([b"ab", b"cd"]), method="POST")
        told = [(step["kind"], step.get("isLast"), sent) for step, sent in self.host.steps[:4]]
        expected = [("open", None, b""), ("send", False, b"ab"), ("send", False, b"cd"), ("send", True, b"")]
        self.assertEqual(told, expected)

    def test_a_large_body_keeps_its_length_and_goes_in_larger_pieces(self) -> None:
        self.host.replies += [MORE] * 32 + [head(204)]
        size = {"Content-Length": str(2 * 1024 * 1024)}
        self.get("http://a.example/", data=io.BytesIO(b"x" * 2 * 1024 * 1024), headers=size, method="PUT")
        opened, _ = self.host.steps[0]
        self.assertIn(["Content-Length", "2097152"], opened["headers"])
        self.assertEqual(sum(len(sent) for _, sent in self.host.steps), 2 * 1024 * 1024)

    def test_what_cannot_be_connected_fails_as_it_would(self) -> None:
        for kind, expected in (
            ("not-allowed", ConnectionRefusedError),
            ("refused", ConnectionRefusedError),
            ("unknown-host", socket.gaierror),
            ("unreachable", OSError),
            ("timeout", TimeoutError),
            ("certificate", ssl.SSLCertVerificationError),
            ("invalid", OSError),
            ("failed", ConnectionError),
        ):
            with self.subTest(kind):
                self.host.replies.append(failure(kind))
                error = raised_by(lambda: self.get("http://a.example/"))
                assert isinstance(error, urllib.error.URLError)
                self.assertIsInstance(error.reason, expected)
                self.assertIn("a.example: no", str(error))

    def test_a_connection_that_breaks_fails_where_it_is_read(self) -> None:
        length = head(200, ("content-length", "9"))
        cases: list[tuple[list[Any], type[BaseException]]] = [
            ([failure("hung-up")], http.client.RemoteDisconnected),
            ([failure("reset")], ConnectionResetError),
            ([length, data(b"abc"), failure("hung-up")], http.client.IncompleteRead),
            ([head(), data(b"abc"), failure("hung-up")], http.client.IncompleteRead),
            ([length, data(b"abc"), failure("reset")], ConnectionResetError),
        ]
        for replies, expected in cases:
            with self.subTest(replies=replies):
                self.host.replies = replies.copy()
                self.assertIsInstance(raised_by(lambda: self.get("http://a.example/")), expected)

    def test_who_does_not_answer_in_time_is_given_up(self) -> None:
        connection = http.client.HTTPConnection("a.example", timeout=0.01)
        connection.request("GET", "/")
        self.assertIsInstance(raised_by(connection.getresponse), TimeoutError)
        connection.close()
        self.assertEqual(self.host.steps[-1][0]["kind"], "close")

    def test_the_time_limit_of_reading_counts_from_the_request(self) -> None:
        connection = http.client.HTTPConnection("a.example", timeout=0.01)
        self.addCleanup(connection.close)
        # As urllib3 does, which does not wait before it reads, and has another limit then.
        connection.connect()
        connection.sock.conversation.fails_early = False  # pyright: ignore[reportAttributeAccessIssue]
        connection.request("GET", "/")
        self.assertEqual(self.host.waits, [])
        connection.sock.settimeout(1)
        self.host.frames.append(self.host.frame(self.host.asked[-1], head(204)))
        self.assertEqual(connection.getresponse().status, 204)

    def test_a_connection_may_be_used_again(self) -> None:
        connection = http.client.HTTPConnection("a.example", timeout=1)
        self.addCleanup(connection.close)
        for path in ("/1", "/2"):
            self.host.replies += [head(200, ("content-length", "1")), data(b"x")]
            connection.request("GET", path)
            self.assertEqual(connection.getresponse().read(), b"x")
        opened = [step["url"] for step, _ in self.host.steps if step["kind"] == "open"]
        self.assertEqual(opened, ["http://a.example:80/1", "http://a.example:80/2"])

    def test_a_proxy_is_asked_and_stands_aside(self) -> None:
        handler = urllib.request.ProxyHandler({"http": "http://proxy:1", "https": "http://proxy:1"})
        opener = urllib.request.build_opener(handler)
        for url in ("http://a.example/b", "https://a.example:443/b"):
            self.host.steps.clear()
            self.host.replies += [head(204)]
            with opener.open(url) as response:
                self.assertEqual(response.status, 204)
            self.assertEqual(self.host.steps[0][0]["url"], url)

    def test_who_waits_to_be_told_to_go_on_is_told(self) -> None:
        with socket.create_connection(("a.example", 80), timeout=1) as sock:
            sock.sendall(b"PUT / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
            self.assertEqual(sock.recv(100), b"HTTP/1.1 100 Continue\r\n\r\n")
            self.host.replies += [head(204)]
            sock.sendall(b"ok")
            self.assertEqual(sock.recv(100), b"HTTP/1.1 204 OK\r\n\r\n")
        self.assertEqual(self.host.steps[0][0]["headers"], [])

    def test_a_response_may_come_before_the_whole_request_was_sent(self) -> None:
        self.host.replies += [MORE, head(413, reason="Too Large")]
        error = raised_by(lambda: self.get("http://a.example/", data=iter([b"a", b"b", b"c"])))
        assert isinstance(error, urllib.error.HTTPError)
        self.assertEqual(error.code, 413)
        error.close()
        self.assertEqual([step["kind"] for step, _ in self.host.steps][:2], ["open", "send"])

    def test_an_encoding_that_some_hosts_keep_is_not_asked_for(self) -> None:
        self.host.replies += [head(204)]
        self.get("http://a.example/", headers={"Accept-Encoding": "gzip, br, zstd"})
        self.assertIn(["Accept-Encoding", "gzip, br"], self.host.steps[0][0]["headers"])

    def test_what_is_no_request_is_refused_with_a_hint(self) -> None:
        works: list[Callable[[socket.socket], object]] = [
            lambda sock: sock.recv(1),
            lambda sock: sock.sendall(b"EHLO me\r\n"),
            lambda sock: sock.sendall(b"GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n"),
        ]
        for index, work in enumerate(works):
            with self.subTest(index), socket.create_connection(("a.example", 25)) as sock:
                error = raised_by(lambda work=work, sock=sock: work(sock))
                self.assertIn("Sockets speak HTTP/1.1 only here", str(error))
