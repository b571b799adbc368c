"""An authorizer of a gateway: who may, and what the function behind it is told of them."""

NAMES = {"Bearer secret": "Ada"}


def handler(event, context):
    name = NAMES.get(event["headers"].get("Authorization", ""))
    return {"isAuthorized": name is not None, "context": {"name": name, "path": event["path"]}}
