/** The handlers that are measured. */
export const SOURCES = {
  hello: "def handler(event, context):\n    return event",
  kinds: [
    "import asyncio",
    "async def main(event):",
    "    return event",
    "def handler(event, context):",
    "    kind = event['kind']",
    "    if kind == 'sync': return event",
    "    if kind == 'async': return main(event)",
    "    return asyncio.run(main(event))",
  ].join("\n"),
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
