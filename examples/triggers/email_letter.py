"""E-mail: headers are a list of names with all their values."""


def handler(event, context):
    subjects = []
    for letter in event["messages"]:
        headers = {header["name"]: header["values"] for header in letter["headers"]}
        subjects.append(f"{headers['Subject'][0]} ({len(letter['message'])} characters)")
    return subjects
