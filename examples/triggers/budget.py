"""A budget: how much of it is spent, in percent."""


def handler(event, context):
    return {
        message["budget_display_name"]: round(100 * message["amount"] / message["budgeted_amount"], 1)
        for message in event["messages"]
    }
