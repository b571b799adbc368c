"""A function that uses packages as functions do. `event["do"]` names what."""

import asyncio
import importlib.metadata
import os
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import jinja2
import jwt
import yaml
from dateutil import parser, relativedelta, rrule, tz

HERE = os.path.dirname(__file__)
CONFIG = yaml.safe_load(open(os.path.join(HERE, "config.yaml"), encoding="utf-8"))
TEMPLATES = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True, enable_async=True)


def handler(event, context):
    return globals()[event["do"]](event)


def versions(event):
    return {name: importlib.metadata.version(name) for name in ("PyYAML", "Jinja2", "PyJWT", "python-dateutil")}


def config(event):
    return {"read": CONFIG, "written": yaml.safe_dump({"b": [1, 2], "a": "ёж"}, allow_unicode=True)}


def page(event):
    template = TEMPLATES.get_template("page.html")
    return [template.render(event), asyncio.run(template.render_async(event))]


def token(event):
    made = jwt.encode({"sub": event["user"]}, "secret", algorithm="HS256")
    late = jwt.encode({"exp": datetime.now(timezone.utc) - timedelta(seconds=5)}, "secret", algorithm="HS256")
    try:
        jwt.decode(late, "secret", algorithms=["HS256"])
    except jwt.ExpiredSignatureError as error:
        return [made, jwt.decode(made, "secret", algorithms=["HS256"]), str(error)]


def dates(event):
    start = parser.parse("1 Feb 2026 10:00").replace(tzinfo=ZoneInfo("Europe/Berlin"))
    months = rrule.rrule(rrule.MONTHLY, count=3, dtstart=start)
    return {
        "parsed": start.isoformat(),
        "months": [when.isoformat() for when in months],
        "later": (start + relativedelta.relativedelta(months=+1, day=31)).isoformat(),
        "local": datetime(2026, 7, 1, tzinfo=tz.tzlocal()).isoformat(),
    }


def zones(event):
    """Where pytz and dateutil read the files of a machine, they agree with zoneinfo."""
    os.makedirs("/usr/share", exist_ok=True)
    os.symlink(os.path.join(HERE, "zoneinfo"), "/usr/share/zoneinfo")
    import pytz

    wrong = []
    for name in pytz.common_timezones:
        ours, theirs, dateutil = ZoneInfo(name), pytz.timezone(name), tz.gettz(name)
        for second in event["seconds"]:
            at = datetime.fromtimestamp(second, timezone.utc)
            told = {(when.utcoffset(), when.tzname()) for when in map(at.astimezone, (ours, theirs, dateutil))}
            if len(told) > 1:
                wrong.append([name, at.isoformat(), sorted(map(str, told))])
    return [pytz.OLSON_VERSION[:2], len(pytz.common_timezones), wrong]
