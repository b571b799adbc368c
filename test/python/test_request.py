"""What a client writes: pythonless.http.request."""

import errno
import unittest

from support import raised_by

from pythonless.http.request import RequestReader

GET = b"GET /a?b=c HTTP/1.1\r\nHost: a.example\r\nX-A: 1\r\nX-A: 2\r\n\r\n"
POST = b"POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\nhello"
CHUNKED = b"PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=1\r\n0123456789\r\n0\r\n\r\n"


class RequestReaderTest(unittest.TestCase):
    def test_a_request_has_a_head_and_no_body(self) -> None:
        reader = RequestReader()
        self.assertEqual(reader.feed(GET), b"")
        self.assertTrue(reader.is_complete)
        assert reader.head is not None
        self.assertEqual(reader.head[:3], ("GET", "/a?b=c", "HTTP/1.1"))
        self.assertEqual(reader.head.headers, [("Host", "a.example"), ("X-A", "1"), ("X-A", "2")])
        self.assertEqual(reader.head.value("x-a"), "2")

    def test_wherever_it_is_cut_the_body_is_the_same(self) -> None:
        for request, body in ((POST, b"hello"), (CHUNKED, b"abc0123456789")):
            for size in range(1, len(request) + 1):
                with self.subTest(request=request, size=size):
                    reader = RequestReader()
                    pieces = [request[at : at + size] for at in range(0, len(request), size)]
                    self.assertEqual(b"".join(map(reader.feed, pieces)), body)
                    self.assertTrue(reader.is_complete)

    def test_it_is_complete_at_its_end_and_not_before(self) -> None:
        for request in (GET, POST, CHUNKED):
            reader = RequestReader()
            # A chunk of nothing is the end, whatever comes after it.
            reader.feed(request.removesuffix(b"0\r\n\r\n")[:-1])
            self.assertFalse(reader.is_complete)

    def test_other_protocols_are_refused_at_their_first_words(self) -> None:
        for words in (
            b"\x16\x03\x01",
            b"EHLO me\r\n",
            b"*1\r\n$4\r\n",
            b"\x00\x00\x00\x08",
            b"GET / HTTP/2\r\n",
        ):
            with self.subTest(words=words):
                error = raised_by(lambda words=words: RequestReader().feed(words))
                self.assertIsInstance(error, OSError)
                self.assertEqual(error.args[0], errno.EPROTONOSUPPORT)
                self.assertIn("the option fetch of createFunction()", str(error))
