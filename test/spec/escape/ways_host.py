"""Files, variables, processes and networks of the host."""

import ctypes
import os
import socket
import subprocess
import threading
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from foothold import found, pyodide_js
from pyodide.ffi import to_js

#: What the host has, and no function may see: test/spec/escape.test.ts puts it there.
_CANARY = "canary of the host"


def _canary_in(texts: Iterable[str]) -> str | None:
    return next((text[:80] for text in texts if _CANARY in text), None)


def variables() -> str | None:
    return _canary_in(os.environ.values())


def variables_of_the_c_library() -> str | None:
    library = ctypes.CDLL(None)
    library.getenv.restype = ctypes.c_char_p
    return _canary_in([(library.getenv(b"PYTHONLESS_CANARY") or b"").decode()])


def variables_of_emscripten() -> str | None:
    return _canary_in(map(str, pyodide_js()._module.ENV.object_values()))


def variables_of_a_process() -> str | None:
    return _canary_in([Path("/proc/self/environ").read_text()])


def memory_of_a_process() -> str | None:
    return found(Path("/proc/self/mem").open("rb"))


def file_of_the_host() -> str | None:
    return _canary_in([Path("/tmp/pythonless-canary.txt").read_text()])


def file_up_and_away() -> str | None:
    return _canary_in([Path("/function/code" + "/.." * 20 + "/tmp/pythonless-canary.txt").read_text()])


def file_by_a_link() -> str | None:
    os.symlink("/tmp/pythonless-canary.txt", "/tmp/link")
    return _canary_in([Path("/tmp/link").read_text()])


def file_of_the_c_library() -> str | None:
    return found(ctypes.CDLL(None).fopen(b"/tmp/pythonless-canary.txt", b"r") or None)


def folders_of_the_host() -> str | None:
    foreign = {"usr", "root", "var", "work", "bin"} & set(os.listdir("/")) | set(os.listdir("/etc")) - {"ssl"}
    return f"folders {foreign}" if foreign else None


def _mounted(kind: str, options: object) -> str | None:
    api = pyodide_js()
    api.FS.mkdir("/mounted")
    api.FS.mount(getattr(api.FS.filesystems, kind), to_js(options), "/mounted")
    return f"mounted {os.listdir('/mounted')}"


def mount_of_nodefs() -> str | None:
    return _mounted("NODEFS", {"root": "/"})


def mount_of_workerfs() -> str | None:
    return _mounted("WORKERFS", {"files": ["/tmp/pythonless-canary.txt"]})


def mount_of_idbfs() -> str | None:
    return _mounted("IDBFS", {})


def mount_of_proxyfs() -> str | None:
    return _mounted("PROXYFS", {"root": "/", "fs": None})


def mount_of_a_node_folder() -> str | None:
    pyodide_js().mountNodeFS("/node", "/")
    return f"mounted {os.listdir('/node')}"


async def mount_of_a_browser_folder() -> str | None:
    await pyodide_js().mountNativeFS("/native", to_js({}))
    return f"mounted {os.listdir('/native')}"


def lazy_file() -> str | None:
    pyodide_js().FS.createLazyFile("/tmp", "lazy", "/pythonless/web/index.js", True, False)
    return found(Path("/tmp/lazy").read_text())


def preloaded_file() -> str | None:
    pyodide_js().FS.createPreloadedFile("/tmp", "early", "/pythonless/web/index.js", True, False)
    return found(Path("/tmp/early").read_text())


def subprocess_of_the_host() -> str | None:
    return found(subprocess.run(["id"], capture_output=True, check=True).stdout)


def shell() -> str | None:
    return "a shell ran" if os.system("true") == 0 else None


def shell_of_the_c_library() -> str | None:
    return "a shell ran" if ctypes.CDLL(None).system(b"true") == 0 else None


def program() -> str | None:
    os.execv("/bin/sh", ["sh"])
    return "a program ran"


def fork() -> str | None:
    return f"forked {os.fork()}"


def signal_to_the_parent() -> str | None:
    os.kill(os.getppid() or 1, 0)
    return "a process was found"


def thread() -> str | None:
    threading.Thread(target=print).start()
    return "a thread ran"


def address() -> str | None:
    with socket.create_connection(("127.0.0.1", 1), timeout=1) as sock:
        sock.sendall(b"hello")
        return found(sock.recv(1))


def name_of_an_address() -> str | None:
    named = socket.gethostbyname("example.com")
    return None if named.startswith("172.29.") else found(named)


def server() -> str | None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        accepted, _ = listening.accept()
        return found(accepted)


def page() -> str | None:
    return found(urllib.request.urlopen("http://example.com/", timeout=1).read())


def socket_of_the_web() -> str | None:
    settings = pyodide_js()._module.websocket
    settings.url = "ws://127.0.0.1:1/"
    return address()
