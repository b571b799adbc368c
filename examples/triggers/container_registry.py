"""A registry: a new tag is to be rolled out, by its digest."""


def handler(event, context):
    rollouts = []
    for message in event["messages"]:
        if message["event_metadata"]["event_type"].endswith(".CreateImageTag"):
            details = message["details"]
            rollouts.append(f"{details['tag']}: {details['repository_name']}@{details['image_digest']}")
    return rollouts
