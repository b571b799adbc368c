"""Reaches out in the way that the event names."""

import asyncio
import http.client
import http.cookiejar
import io
import json
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from pyodide.http import pyfetch


def handler(event: dict[str, Any], context: Any) -> Any:
    started = time.monotonic()
    try:
        got = globals()[event["do"]](*event.get("with", []))
    except OSError as error:
        reason = getattr(error, "reason", error)
        got = {"raised": type(error).__name__, "reason": type(reason).__name__, "text": str(error)}
    except http.client.HTTPException as error:
        got = {"raised": type(error).__name__, "text": str(error)}
    return got if event.get("untimed", True) else [got, time.monotonic() - started]


async def async_handler(event: dict[str, Any], context: Any) -> Any:
    return await globals()[event["do"]](*event.get("with", []))


def get(url: str, timeout: float | None = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
    request = urllib.request.Request(url, headers=headers or {})
    with urllib.request.urlopen(request, timeout=timeout) as response:
        told = [[name.lower(), value] for name, value in response.headers.items()]
        return {"status": response.status, "headers": told, "text": response.read().decode(), "url": response.url}


def get_unverified(url: str) -> Any:
    """What `verify=False` of requests comes down to."""
    with urllib.request.urlopen(url, context=ssl._create_unverified_context()) as response:
        return response.status


def post(url: str, text: str) -> Any:
    with urllib.request.urlopen(url, data=text.encode()) as response:
        return json.load(response)


def status_of_error(url: str) -> list[Any]:
    try:
        urllib.request.urlopen(url)
    except urllib.error.HTTPError as error:
        with error:
            return [error.code, error.reason, error.read().decode()]
    return []


def by_hand(method: str, url: str) -> list[Any]:
    _, host, path, query, _ = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(host)
    connection.request(method, f"{path}?{query}")
    response = connection.getresponse()
    got = [response.status, response.read().decode()]
    connection.request("GET", "/echo?again")
    got.append(json.loads(connection.getresponse().read())["url"])
    connection.close()
    return got


def binary(url: str) -> bool:
    content = bytes(range(256)) * 1000
    with urllib.request.urlopen(urllib.request.Request(url, data=content, method="PUT")) as response:
        return response.read() == content


def unfollowed(url: str) -> list[Any]:
    class Unfollowing(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    try:
        with urllib.request.build_opener(Unfollowing).open(url) as response:
            return [response.status, None]
    except urllib.error.HTTPError as error:
        with error:
            return [error.code, error.headers["location"]]


def cookies(url: str) -> list[str]:
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    opener.open(url + "/headers").close()
    with opener.open(url + "/echo") as response:
        headers = json.load(response)["headers"]
    return [value for name, value in zip(headers[::2], headers[1::2], strict=True) if name.lower() == "cookie"]


def download(url: str) -> int:
    count = 0
    with urllib.request.urlopen(url) as response:
        while piece := response.read(64 * 1024):
            count += len(piece)
    return count


class Zeros(io.RawIOBase):
    """A file that is nowhere."""

    def __init__(self, size: int) -> None:
        self.left = size

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        count = min(self.left, len(target))
        target[:count] = bytes(count)
        self.left -= count
        return count


def upload(url: str, size: int, in_chunks: bool) -> Any:
    headers = {"Transfer-Encoding": "chunked"} if in_chunks else {"Content-Length": str(size)}
    body = io.BufferedReader(Zeros(size), 64 * 1024)
    request = urllib.request.Request(url, data=body, headers=headers, method="PUT")
    with urllib.request.urlopen(request) as response:
        return json.load(response)["text"]


def raw(*words: str) -> bytes:
    with socket.create_connection(("example.com", 5432)) as sock:
        for word in words:
            sock.sendall(word.encode())
        return sock.recv(1)


def datagram() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("8.8.8.8", 53))


def server() -> None:
    socket.socket().bind(("", 8080))


def name() -> str:
    return socket.gethostbyname("example.com")


async def fetched(url: str) -> list[Any]:
    posted = await pyfetch(url + "/echo", method="POST", body="hello", headers={"X-A": "1"})
    many = await asyncio.gather(*(pyfetch(f"{url}/slow?ms=200") for _ in range(5)))
    told = await posted.json()
    followed = await pyfetch(url + "/redirect")
    return [posted.status, told["text"], [await one.text() for one in many], followed.redirected]


def fetched_by_run(url: str) -> list[Any]:
    return asyncio.run(fetched(url))


async def blocked(url: str) -> list[int]:
    first = get(url)
    await asyncio.sleep(0.001)
    return [first["status"], get(url)["status"]]


async def fetch_fails(url: str) -> str:
    try:
        await pyfetch(url)
    except OSError as error:
        return f"{type(error).__name__}: {error}"
    return "nothing was raised"


async def fetch_in_time(url: str) -> str:
    try:
        await asyncio.wait_for(pyfetch(url), 0.1)
    except TimeoutError:
        return "timeout"
    return "in time"


_left: list[asyncio.Task[Any]] = []


async def leave(url: str) -> str:
    _left.append(asyncio.create_task(pyfetch(url)))
    await asyncio.sleep(0.1)
    return "left"


async def take_up() -> str:
    try:
        await _left.pop()
    except OSError as error:
        return type(error).__name__
    return "answered"
