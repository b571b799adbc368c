"""An alert of Monitoring: one flat object, no messages."""


def handler(event, context):
    host = event["annotations"].get("host", "somewhere")
    return f"{event['alertName']} is {event['status']} on {host}"
