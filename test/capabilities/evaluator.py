"""The function of the rows: runs the lines that an event brings, and tells what they came to."""

from typing import Any


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """For lines that leave `result`."""
    names: dict[str, Any] = {}
    try:
        exec("\n".join(event["code"]), names)
    except BaseException as error:
        return told(error)
    return {"gives": names.get("result")}


async def coroutine(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """For lines that define `main`, to be awaited on the instance's own loop."""
    names: dict[str, Any] = {}
    exec("\n".join(event["code"]), names)
    try:
        return {"gives": await names["main"]()}
    except BaseException as error:
        return told(error)


def told(error: BaseException) -> dict[str, Any]:
    return {"raises": type(error).__name__, "says": str(error)}
