"""The smallest function: a name in, a greeting out. It answers HTTP calls and plain events alike."""


def handler(event, context):
    parameters = event.get("queryStringParameters") or event
    name = parameters.get("name", "world")
    print(f"Greeting {name}.")
    return {"statusCode": 200, "body": f"Hello, {name}!"}
