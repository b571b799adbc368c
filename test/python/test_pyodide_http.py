"""pythonless/http/pyodide_http.py: the module pyodide.http."""

import asyncio
import importlib
import io
import unittest
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from support import END, HostReply, data, failure, fake_host, head, isolate, raised_by

from pythonless.http import outbound, pyodide_http
from pythonless.http.pyodide_http import BodyUsedError, FetchResponse, HttpStatusError, pyfetch
from pythonless.loops import asyncio_patches
from pythonless.loops.sleeping_loop import SleepingLoop


class PyodideHttpTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        self.host = fake_host(self)
        outbound.connect(self.host, self.host.emit)
        around = asyncio_patches.NoneRunning()
        around.__enter__()
        self.addCleanup(around.__exit__)

    def run_with(self, main: Any, *replies: HostReply) -> Any:
        self.host.replies += replies
        loop = SleepingLoop()
        self.addCleanup(loop.close)
        return loop.run_until_complete(main)

    def fetched(self, *replies: HostReply, url: str = "http://a.example/b", **options: Any) -> FetchResponse:
        return self.run_with(pyfetch(url, **options), *replies)


class RequestTest(PyodideHttpTest):
    def test_it_is_one_step_with_the_options_of_fetch(self) -> None:
        self.fetched(
            head(204, is_last=True), method="post", body="héllo", headers={"X-A": 1}, redirect="manual"
        )
        opened, sent = self.host.steps[0]
        self.assertEqual((opened["method"], opened["url"]), ("POST", "http://a.example/b"))
        self.assertEqual((opened["headers"], opened["redirect"]), ([["X-A", "1"]], "manual"))
        self.assertEqual((opened["body"], sent), ("whole", "héllo".encode()))

    def test_without_options_it_gets_and_follows(self) -> None:
        self.fetched(head(204, is_last=True))
        opened, sent = self.host.steps[0]
        self.assertEqual((opened["method"], opened["redirect"], opened["body"]), ("GET", "follow", "none"))
        self.assertEqual(sent, b"")

    def test_headers_may_be_pairs_and_a_body_bytes(self) -> None:
        self.fetched(head(204, is_last=True), method="PUT", body=b"\0", headers=[("X-A", "1"), ("X-A", "2")])
        opened, sent = self.host.steps[0]
        self.assertEqual((opened["headers"], sent), ([["X-A", "1"], ["X-A", "2"]], b"\0"))

    def test_what_fails_is_the_error_of_python(self) -> None:
        error = raised_by(lambda: self.fetched(failure("refused")))
        self.assertIsInstance(error, ConnectionRefusedError)
        self.assertIn("a.example", str(error))

    def test_who_gives_up_is_not_waited_for(self) -> None:
        async def main() -> None:
            await asyncio.wait_for(pyfetch("http://a.example/"), 0.01)

        self.assertIsInstance(raised_by(lambda: self.run_with(main())), TimeoutError)
        self.assertEqual([step["kind"] for step, _ in self.host.steps], ["open", "close"])


class ResponseTest(PyodideHttpTest):
    def test_its_head_is_there_at_once(self) -> None:
        response = self.fetched(
            head(404, ("x-a", "1"), ("x-a", "2"), ("content-type", "text/plain"), reason="Not Found")
        )
        self.assertEqual((response.status, response.status_text, response.ok), (404, "Not Found", False))
        self.assertEqual(response.headers, {"x-a": "1, 2", "content-type": "text/plain"})
        self.assertEqual((response.url, response.redirected), ("http://a.example/b", False))
        error = raised_by(response.raise_for_status)
        assert isinstance(error, HttpStatusError)
        self.assertEqual(str(error), "404 Client Error: Not Found for url: http://a.example/b")

    def test_a_status_that_is_none_of_an_error_raises_nothing(self) -> None:
        self.fetched(head(304, is_last=True)).raise_for_status()

    def test_its_body_is_what_came_with_the_head_and_what_comes_after_it(self) -> None:
        for replies in (
            [head(content=b'{"a":1}', is_last=True)],
            [head(content=b'{"a":'), data(b"1}", is_last=True)],
            [head(), data(b'{"a":'), data(b"1}"), END],
        ):
            with self.subTest(replies=replies):
                response = self.fetched(*replies)
                self.assertEqual(self.run_with(response.json()), {"a": 1})

    def test_it_is_read_once_and_by_its_clones(self) -> None:
        response = self.fetched(head(content=b"abc", is_last=True))
        clone = response.clone()
        self.assertEqual(self.run_with(response.text()), "abc")
        self.assertEqual(bytes(self.run_with(clone.buffer())), b"abc")
        self.assertIsInstance(raised_by(lambda: self.run_with(response.bytes())), BodyUsedError)
        self.assertIsInstance(raised_by(response.clone), BodyUsedError)

    def test_a_body_that_breaks_off_is_an_error(self) -> None:
        response = self.fetched(head(content=b"ab"), failure("hung-up"))
        self.assertIsInstance(raised_by(lambda: self.run_with(response.bytes())), ConnectionResetError)

    def test_an_archive_is_unpacked(self) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a/b.txt", "hello")
        response = self.fetched(head(content=packed.getvalue(), is_last=True), url="http://a.example/a.zip")
        with TemporaryDirectory() as folder:
            self.run_with(response.unpack_archive(extract_dir=folder))
            self.assertEqual((Path(folder) / "a/b.txt").read_text(), "hello")

    def test_it_can_be_given_up(self) -> None:
        self.fetched(head(content=b"ab")).abort()
        self.assertEqual(self.host.steps[-1][0]["kind"], "close")


class ModuleTest(PyodideHttpTest):
    def test_it_takes_the_place_of_pyodides_own(self) -> None:
        import pyodide

        before = vars(pyodide).get("http")
        self.addCleanup(lambda: setattr(pyodide, "http", before))
        pyodide_http.set_up()
        self.assertIs(importlib.import_module("pyodide.http").pyfetch, pyfetch)
