/** The handlers that are measured. */
export const SOURCES = {
  hello: "def handler(event, context):\n    return event",
  coroutine: "async def handler(event, context):\n    return event",
  runner:
    "import asyncio\nasync def main(event):\n    return event\ndef handler(event, context):\n    return asyncio.run(main(event))",
  heavy:
    "import sqlite3, decimal, http.client, email, email.message, dataclasses, xml.etree.ElementTree, xml.dom.minidom\n" +
    "def handler(event, context):\n    return event",
  busy: "def handler(event, context):\n    total = 0\n    for n in range(event):\n        total += n * n\n    return total",
  reader:
    "import urllib.request\ndef handler(event, context):\n    count = 0\n    with urllib.request.urlopen(event['fetch']) as response:\n" +
    "        while piece := response.read(65536):\n            count += len(piece)\n    return count",
  requests:
    "import requests\ndef handler(event, context):\n    return len(requests.get(event['get']).content)",
  hang: "def handler(event, context):\n    while event == 'hang': pass\n    return event",
};
