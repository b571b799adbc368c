"""Globals and /tmp live as long as the instance: a new one starts from nothing."""

from pathlib import Path

VISITS = Path("/tmp/visits.txt")
calls = 0


def handler(event, context):
    global calls
    calls += 1
    visits = int(VISITS.read_text()) + 1 if VISITS.exists() else 1
    VISITS.write_text(str(visits))
    return {"calls": calls, "visits": visits}
