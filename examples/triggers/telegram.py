"""A Telegram bot: what is returned is what it answers."""


def handler(event, context):
    message = event["message"]
    text = "Hello! Say anything." if message["text"] == "/start" else message["text"][::-1]
    return {"method": "sendMessage", "chat_id": message["chat"]["id"], "text": text}
