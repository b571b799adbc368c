"""The function of every row that has an `expression`: it returns what Python makes of it."""

import asyncio
import collections
import dataclasses
import datetime
import decimal
import enum
import json
import logging
import os
import pathlib
import random
import sys
import tempfile
import time
import uuid
from typing import Any, NoReturn

import runtime

# What expressions may name.
__all__ = [
    "asyncio",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "json",
    "logging",
    "os",
    "pathlib",
    "raise_",
    "random",
    "runtime",
    "sys",
    "tempfile",
    "time",
    "uuid",
]


def raise_(error: BaseException) -> NoReturn:
    raise error


def handler(event: Any, context: runtime.RuntimeContext) -> Any:
    expression = event if isinstance(event, str) else event["body"]
    return eval(expression, globals(), {"event": event, "context": context})
