"""A page of HTML. What comes from outside is escaped."""

from html import escape
from string import Template

PAGE = Template("""<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Teapots</title>
  <style>
    body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color: #23303f; }
    h1 { font-size: 1.4rem; }
    table { border-collapse: collapse; }
    td { padding: 0.3rem 1.2rem 0.3rem 0; border-bottom: 1px solid #d8dee6; }
  </style>
  <h1>Teapots for $name</h1>
  <table>$rows</table>
</html>
""")

PRICES = {"Brown Betty": 24, "Kyusu": 58, "Samovar": 190}


def handler(event, context):
    name = escape(event["queryStringParameters"].get("name", "everybody"))
    rows = "".join(f"<tr><td>{teapot}<td>{price} €" for teapot, price in PRICES.items())
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "text/html; charset=utf-8"},
        "body": PAGE.substitute(name=name, rows=rows),
    }
