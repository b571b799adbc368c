"""What a client reads: pythonless.http.response."""

import unittest

from support import head

from pythonless.http.request import Head
from pythonless.http.response import ResponseWriter


def written(
    method: str, reply: tuple[dict[str, object], bytes], *pieces: bytes, version: str = "HTTP/1.1"
) -> bytes:
    writer = ResponseWriter()
    if writer.begin(Head(method, "/", version, []), reply[0]):
        for piece in pieces:
            writer.go_on(piece)
        writer.end()
    target = bytearray(1000)
    return bytes(target[: writer.read_into(memoryview(target))])


class ResponseWriterTest(unittest.TestCase):
    def test_a_body_of_known_length_is_as_it_is(self) -> None:
        reply = head(200, ("content-length", "5"), ("set-cookie", "a=1"), ("set-cookie", "b=2"))
        self.assertEqual(
            written("GET", reply, b"he", b"llo"),
            b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\nset-cookie: a=1\r\nset-cookie: b=2\r\n\r\nhello",
        )

    def test_one_of_unknown_length_comes_in_chunks(self) -> None:
        self.assertEqual(
            written("GET", head(200, ("Transfer-Encoding", "chunked")), b"0123456789abcdef"),
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n",
        )

    def test_to_a_client_of_1_0_it_comes_without(self) -> None:
        self.assertEqual(written("GET", head(), b"abc", version="HTTP/1.0"), b"HTTP/1.1 200 OK\r\n\r\nabc")

    def test_some_responses_have_no_body(self) -> None:
        for method, status in (("HEAD", 200), ("GET", 204), ("GET", 304)):
            with self.subTest(method=method, status=status):
                reply = head(status, ("content-length", "5"))
                expected = f"HTTP/1.1 {status} OK\r\ncontent-length: 5\r\n\r\n".encode()
                self.assertEqual(written(method, reply, b"never"), expected)

    def test_it_is_read_in_whatever_pieces_are_asked_for(self) -> None:
        writer = ResponseWriter()
        writer.write(b"abc", b"defg")
        target = bytearray(3)
        read: list[bytes] = []
        while writer:
            read.append(bytes(target[: writer.read_into(memoryview(target)[:2])]))
        self.assertEqual(read, [b"ab", b"cd", b"ef", b"g"])
