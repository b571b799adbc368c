import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import type * as Package from "../../src/index.ts";

const SEND_MESSAGE = `
import json, urllib.request

def handler(event, context):
    headers = {"Content-Type": "application/json"}
    url = "https://api.telegram.org/bot1/sendMessage"
    request = urllib.request.Request(url, data=json.dumps(event).encode(), headers=headers)
    with urllib.request.urlopen(request) as response:
        sent = json.load(response)
    try:
        urllib.request.urlopen("https://nobody.example/")
    except OSError as error:
        return [sent, type(error).__name__, str(error)]
`;

const server = setupServer(
  http.post("https://api.telegram.org/:bot/sendMessage", async ({ request, params }) =>
    HttpResponse.json({ ok: true, bot: params["bot"], message: await request.json() }),
  ),
);
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterAll(() => server.close());

test("Mock Service Worker answers for the world, and what it does not know fails in Python", async () => {
  const built = new URL("../../dist/node/index.js", import.meta.url).href;
  const { createFunction } = (await import(built)) as typeof Package;
  const source = { "main.py": SEND_MESSAGE };
  const fn = createFunction({ source, entrypoint: "main.handler", fetch: globalThis.fetch });
  try {
    expect(await fn.invoke({ chat_id: 1, text: "hi" })).toEqual([
      { ok: true, bot: "bot1", message: { chat_id: 1, text: "hi" } },
      "URLError",
      expect.stringContaining("nobody.example: "),
    ]);
  } finally {
    await fn.close();
  }
});
