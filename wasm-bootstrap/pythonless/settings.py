"""The settings of an instance, as the host sends them."""

from typing import TypedDict

from runtime import Token


class Settings(TypedDict):
    """The settings that do not change between calls."""

    entryPoint: str
    sandbox: bool
    environment: dict[str, str]
    functionName: str
    functionVersion: str
    folderId: str
    logGroupName: str
    memoryMb: int
    token: Token | None
