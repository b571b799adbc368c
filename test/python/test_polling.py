"""pythonless/http/polling.py: select and poll, of sockets that have no descriptor of the system."""

import os
import select
import socket
import unittest

from support import fake_host, head, isolate, raised_by

from pythonless.http import dns, outbound, polling, sockets
from pythonless.loops import waiting


class PollingTest(unittest.TestCase):
    def setUp(self) -> None:
        isolate(self)
        self.host = fake_host(self)
        outbound.connect(self.host, self.host.emit)
        waiting.connect(self.host.wait)
        for module in (waiting, dns, sockets, polling):
            module.set_up()
        self.sock = socket.create_connection(("a.example", 80), timeout=1)
        self.addCleanup(self.sock.close)

    def ask(self) -> None:
        self.host.replies.append(head(204))
        self.sock.sendall(b"GET / HTTP/1.1\r\n\r\n")


class SelectTest(PollingTest):
    def test_a_socket_can_be_written_at_any_time(self) -> None:
        self.assertEqual(select.select([], [self.sock], []), ([], [self.sock], []))

    def test_it_can_be_read_once_something_was_asked_until_all_was_read(self) -> None:
        self.assertEqual(select.select([self.sock], [], [], 0), ([], [], []))
        self.ask()
        self.assertEqual(select.select([self.sock], [], []), ([self.sock], [], []))
        self.sock.recv(1000)
        self.assertEqual(select.select([self.sock], [], [], 0), ([], [], []))

    def test_it_may_be_given_by_its_number(self) -> None:
        number = self.sock.fileno()
        self.assertEqual(select.select([], [number], []), ([], [number], []))

    def test_who_waits_for_what_nobody_asked_waits_on_the_host(self) -> None:
        self.assertEqual(select.select([self.sock], [], [], 0.01), ([], [], []))
        self.assertEqual(self.host.waits, [10])

    def test_other_files_are_asked_as_before(self) -> None:
        reader, writer = os.pipe()
        self.addCleanup(os.close, reader)
        self.addCleanup(os.close, writer)
        os.write(writer, b"x")
        self.assertEqual(select.select([reader], [], [], 0)[0], [reader])


class PollTest(PollingTest):
    def test_it_tells_by_number_what_is_ready(self) -> None:
        poll = select.poll()
        poll.register(self.sock)
        self.assertEqual(poll.poll(0), [(self.sock.fileno(), select.POLLOUT)])
        self.ask()
        self.assertEqual(poll.poll(), [(self.sock.fileno(), select.POLLIN | select.POLLOUT)])

    def test_what_is_asked_for_can_be_changed_and_taken_back(self) -> None:
        poll = select.poll()
        poll.register(self.sock, select.POLLOUT)
        poll.modify(self.sock, select.POLLIN)
        self.assertEqual(poll.poll(0), [])
        poll.unregister(self.sock)
        self.assertIsInstance(raised_by(lambda: poll.modify(self.sock, 0)), FileNotFoundError)
        self.assertIsInstance(raised_by(lambda: poll.unregister(self.sock)), KeyError)

    def test_its_time_is_in_milliseconds(self) -> None:
        poll = select.poll()
        poll.register(self.sock, select.POLLIN)
        self.assertEqual(poll.poll(10), [])
        self.assertEqual(self.host.waits, [10])
