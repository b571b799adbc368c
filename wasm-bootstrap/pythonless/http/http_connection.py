"""One connection: a request is written, its response is read, and perhaps another pair follows."""

from __future__ import annotations

import errno
import time
from typing import Any

from pythonless.http import outbound, socket_errors
from pythonless.http.outbound import Question, Reply
from pythonless.http.request import NOT_HTTP, Head, RequestReader
from pythonless.http.response import ResponseWriter

#: Of the connection, or for `fetch` to say. Browsers would drop them, Node would complain.
_DROPPED = frozenset(
    {
        "connection",
        "content-length",
        "expect",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)

#: A body that is announced as longer is sent on while it is written.
_WHOLE_BYTES = 1024 * 1024
#: In pieces of this size: http.client writes 8 kB at a time, and each is a way to the host and back.
_PIECE_BYTES = 64 * 1024


class Conversation:
    """The far end of a socket."""

    def __init__(self, host: str, port: int) -> None:
        self.scheme = "http"
        #: Whether who writes wants to know if the connection could be made, as clients do that have one limit
        #: for all. urllib3 has another one for reading, which must not begin with a wait.
        self.fails_early = False
        self.host = host
        self.port = port
        self._begin()

    def _begin(self) -> None:
        self._request = RequestReader()
        self._response = ResponseWriter()
        self._exchange_id: int | None = None
        self._is_streamed = False
        self._gathered: list[bytes] = []
        #: The step whose reply is the head of the response.
        self._question: Question | None = None
        #: When the request was sent.
        self._sent_at = 0.0
        self._has_body = False
        self._is_answered = False

    @property
    def is_readable(self) -> bool:
        """Whether there is, or will be, something to read."""
        return (
            bool(self._response) or self._has_body or (self._question is not None and not self._is_answered)
        )

    def write(self, data: bytes, timeout_s: float | None) -> None:
        """Takes a part of a request, and sends it on as soon as it can be."""
        if self._is_answered and self._request.is_complete:
            # On to the next one: the unread rest of the last response is discarded.
            self.close()
            self._begin()
        piece = self._request.feed(data)
        head = self._request.head
        if head is None:
            return
        if head.method == "CONNECT":
            self._tunnel(head)
            return
        deadline = None if timeout_s is None else time.monotonic() + timeout_s
        if self._exchange_id is None:
            self._refuse_upgrade(head)
            self._promise_to_read(head)
            self._exchange_id = outbound.new_exchange()
            self._is_streamed = self._request.is_chunked or self._request.body_bytes > _WHOLE_BYTES
            if self._is_streamed:
                self._take(Question(self._opening(head, "streamed")), deadline)
        if self._is_streamed:
            self._send_on(piece, deadline)
        else:
            self._gathered.append(piece)
            if self._request.is_complete:
                self._open_whole(head)
        if self._request.is_complete:
            self._sent_at = time.monotonic()
            if self.fails_early:
                self._fail_early(deadline)

    def read_into(self, target: memoryview, timeout_s: float | None) -> int:
        """Reads the bytes that have arrived, or waits for some. 0 is the end."""
        while not self._response:
            if self._question is None:
                if self._is_answered or self._request.head is not None:
                    return 0
                # A server that sends first does not speak HTTP, and this would wait for ever.
                raise OSError(errno.EPROTONOSUPPORT, NOT_HTTP)
            if not self._is_answered:
                self._take(self._question, None if timeout_s is None else self._sent_at + timeout_s)
            elif self._has_body:
                self._read_on(None if timeout_s is None else time.monotonic() + timeout_s)
            else:
                return 0
        return self._response.read_into(target)

    def close(self) -> None:
        """Ends an unfinished exchange."""
        if self._exchange_id is not None:
            outbound.close(self._exchange_id)
            self._exchange_id = None
        self._has_body = False

    def _opening(self, head: Head, body: str) -> dict[str, Any]:
        return {
            "kind": "open",
            "exchangeId": self._exchange_id,
            "method": head.method,
            "url": self._url(head),
            "headers": [pair for pair in map(self._passed_on, head.headers) if pair is not None],
            "redirect": "manual",
            "body": body,
        }

    def _url(self, head: Head) -> str:
        # As a proxy is asked. Whether there is one is for the host's fetch to say.
        if "://" in head.target:
            return head.target
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{head.target}"

    def _passed_on(self, header: tuple[str, str]) -> tuple[str, str] | None:
        name, value = header[0].lower(), header[1]
        if name == "content-length" and self._is_streamed:
            return header
        if name == "host" and value.lower().partition(":")[0] == self.host.lower():
            return None
        if name == "accept-encoding":
            # Some hosts decode it and some do not, and neither says so.
            value = ", ".join(coding.strip() for coding in value.split(",") if "zstd" not in coding)
        return None if name in _DROPPED else (header[0], value)

    def _refuse_upgrade(self, head: Head) -> None:
        if head.value("upgrade") is not None:
            raise OSError(errno.EPROTONOSUPPORT, NOT_HTTP)

    def _promise_to_read(self, head: Head) -> None:
        """Some clients send no body before they receive this."""
        if (head.value("expect") or "").lower() == "100-continue":
            self._response.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _tunnel(self, head: Head) -> None:
        """A request to a proxy is made without one."""
        host, _, port = head.target.rpartition(":")
        self._begin()
        self.host, self.port = host.strip("[]"), int(port)
        self._response.write(b"HTTP/1.1 200 Connection Established\r\n\r\n")

    def _open_whole(self, head: Head) -> None:
        content = self._gathered_bytes()
        self._question = Question(self._opening(head, "whole" if content else "none"), content)

    def _gathered_bytes(self) -> bytes:
        content = b"".join(self._gathered)
        self._gathered.clear()
        return content

    def _send_on(self, piece: bytes, deadline: float | None) -> None:
        is_last = self._request.is_complete
        if self._is_answered:
            # The rest is not read.
            return
        self._gathered.append(piece)
        gathered_bytes = sum(map(len, self._gathered))
        # A client that writes in chunks wants each to be sent at once.
        least_bytes = 1 if self._request.is_chunked else _PIECE_BYTES
        if not is_last and gathered_bytes < least_bytes:
            return
        step = {"kind": "send", "exchangeId": self._exchange_id, "isLast": is_last}
        question = Question(step, self._gathered_bytes())
        if is_last:
            self._question = question
        else:
            self._take(question, deadline)

    def _fail_early(self, deadline: float | None) -> None:
        """Clients tell a failed connection from a broken one by the place of the error: here, or later."""
        if self._question is None or self._is_answered:
            return
        try:
            reply = self._question.wait(deadline)
        except TimeoutError:
            # Not yet the reader's time limit, which may be another one.
            return
        if socket_errors.is_of_connection(reply):
            self._exchange_id = None
            raise socket_errors.error_of(reply)

    def _take(self, question: Question, deadline: float | None) -> None:
        """Waits for the head of the response, which may come before the whole request was sent."""
        reply = question.wait(deadline)
        if reply.kind == "more" and not self._request.is_complete:
            return
        self._question = question
        self._is_answered = True
        head = self._request.head
        if reply.kind == "head" and head is not None:
            self._has_body = self._response.begin(head, reply.head)
            if not (self._has_body or reply.is_last):
                self.close()
        self._take_piece(reply)

    def _read_on(self, deadline: float | None) -> None:
        self._take_piece(Question({"kind": "read", "exchangeId": self._exchange_id}).wait(deadline))

    def _take_piece(self, reply: Reply) -> None:
        if self._has_body and reply.bytes:
            self._response.go_on(reply.bytes)
        if not reply.is_last:
            return
        if self._has_body and reply.kind != "failure":
            self._response.end()
        self._exchange_id = None
        self._has_body = False
        if reply.kind == "failure" and not socket_errors.is_hang_up(reply):
            raise socket_errors.error_of(reply)
