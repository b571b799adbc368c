"""A timer: the text set on the trigger says what is to be done."""


def sweep():
    return "swept"


def count():
    return "counted"


TASKS = {"sweep": sweep, "count": count}


def handler(event, context):
    return [TASKS[message["details"]["payload"]]() for message in event["messages"]]
