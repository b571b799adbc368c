"""Prices, read once when the instance starts."""

import json
from pathlib import Path

# The working directory is the function's folder, so a relative path would do as well.
PRICES = json.loads((Path(__file__).parent.parent / "data" / "prices.json").read_text(encoding="utf-8"))


def price_of(item):
    return PRICES[item]
