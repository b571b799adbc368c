"""What goes wrong, one way for each kind that the event names."""


class OutOfStock(Exception):
    """An error of this shop's own."""


def handler(event, context):
    kind = event.get("kind")
    if kind == "raise":
        raise OutOfStock("no teapots are left")
    if kind == "cause":
        try:
            return 1 / 0
        except ZeroDivisionError as error:
            raise OutOfStock("could not count the teapots") from error
    if kind == "bytes":
        return {"teapot": b"\x89PNG"}
    if kind == "exit":
        raise SystemExit(3)
    if kind == "hang":
        while True:
            pass
    return "all is well"
