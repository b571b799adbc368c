"""As far as we use it. Pyodide's own types come with its interpreter only."""

import asyncio
import contextvars
from collections.abc import Callable
from typing import Any


class WebLoop(asyncio.BaseEventLoop):
    # Here every handle is of one kind.
    def call_later(  # pyright: ignore[reportIncompatibleMethodOverride]
        self,
        delay: float,
        callback: Callable[..., Any],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle: ...
