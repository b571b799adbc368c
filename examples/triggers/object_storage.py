"""A bucket: pictures that were added are to be made smaller, other changes are let be."""


def handler(event, context):
    added = [
        message["details"]
        for message in event["messages"]
        if message["event_metadata"]["event_type"].endswith(".ObjectCreate")
    ]
    return [f"{details['bucket_id']}/{details['object_id']}" for details in added]
