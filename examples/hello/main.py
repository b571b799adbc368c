"""The smallest function: a name in, a greeting out."""


def handler(event, context):
    name = event.get("name", "world")
    print(f"Greeting {name}.")
    return {"message": f"Hello, {name}!"}
