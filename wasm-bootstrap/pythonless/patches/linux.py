"""The standard library as on Linux, where the libc of WebAssembly or this build of Python is different."""

from pythonless.patches import addresses, clocks, files, locales, process, services


def set_up() -> None:
    """Once for an interpreter is enough; more often does no harm."""
    clocks.set_up()
    process.set_up()
    files.set_up()
    addresses.set_up()
    services.set_up()
    locales.set_up()
