"""SQLite in /tmp: a real database, with nothing to set up."""

import sqlite3

database = sqlite3.connect("/tmp/shop.db")
database.execute("CREATE TABLE IF NOT EXISTS orders (item TEXT, amount INTEGER)")


def handler(event, context):
    with database:
        database.executemany("INSERT INTO orders VALUES (:item, :amount)", event["orders"])
    rows = database.execute("SELECT item, SUM(amount) FROM orders GROUP BY item ORDER BY item")
    return dict(rows.fetchall())
