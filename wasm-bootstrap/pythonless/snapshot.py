"""Imports everything that the base snapshot contains besides the interpreter.

The bridge, and the standard modules that handlers use most, so that a function's `import json` costs nothing.
"""

# pyright: reportUnusedImport=false
import asyncio  # noqa: F401
import base64  # noqa: F401
import collections  # noqa: F401
import contextlib  # noqa: F401
import copy  # noqa: F401
import csv  # noqa: F401
import dataclasses  # noqa: F401
import datetime  # noqa: F401
import decimal  # noqa: F401
import enum  # noqa: F401
import functools  # noqa: F401
import hashlib  # noqa: F401
import hmac  # noqa: F401
import http.client  # noqa: F401
import io  # noqa: F401
import itertools  # noqa: F401
import json  # noqa: F401
import logging  # noqa: F401
import math  # noqa: F401
import os  # noqa: F401
import pathlib  # noqa: F401
import pkgutil  # noqa: F401
import queue  # noqa: F401
import random  # noqa: F401
import re  # noqa: F401
import string  # noqa: F401
import tempfile  # noqa: F401
import time  # noqa: F401
import traceback  # noqa: F401
import typing  # noqa: F401
import urllib.parse
import urllib.request  # noqa: F401
import uuid  # noqa: F401
import zoneinfo  # noqa: F401
from importlib import import_module

import pythonless.rpc  # noqa: F401

# zoneinfo reads tzdata through it. Named by a string, because it is private: typeshed leaves it out.
import_module("importlib.resources._adapters")
