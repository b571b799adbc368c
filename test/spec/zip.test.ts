import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { makeZip } from "../unit/source/zips.ts";
import { useHost } from "./host.ts";

const host = useHost();

describe("a source that is a zip", () => {
  test("is unpacked, folders and all", async () => {
    const zip = zipSync({
      "main.py": strToU8("from lib.words import WORD\ndef handler(event, context): return WORD"),
      "lib/": new Uint8Array(),
      "lib/words.py": strToU8("WORD = 'unzipped'"),
    });
    const fn = await host.open(zip);
    expect(await fn.invoke()).toEqual({ value: "unzipped" });
  });

  test("may hold files of any name", async () => {
    const code = strToU8("import os\ndef handler(event, context): return sorted(os.listdir())");
    const names = ["C:/a", "constructor", "💥", "n".repeat(255)];
    const fn = await host.open(
      makeZip([{ name: "main.py", content: code }, ...names.map((name) => ({ name }))]),
    );
    expect(await fn.invoke()).toEqual({ value: ["C:", "constructor", "main.py", "n".repeat(255), "💥"] });
  });

  test("is refused when it is none: at once where it can be judged, else by the first call", async () => {
    const refused = await host.refusal({ source: strToU8("no zip"), entrypoint: "main.handler" });
    if (refused !== "not refused") {
      expect(refused).toContain("source: expected a zip archive, got 6 bytes that cannot be unpacked");
      return;
    }
    const fn = await host.open(strToU8("no zip"));
    expect(await fn.execute()).toMatchObject({
      outcome: "rejected",
      error: { code: "SOURCE_UNREADABLE", blame: "function", phase: "init" },
    });
    const { status, headers, body } = await fn.fetch({ url: "http://localhost/" });
    expect([status, Object.fromEntries(headers)["x-function-error"]]).toEqual([502, "true"]);
    expect(JSON.parse(body).errorMessage).toContain("expected a zip archive, got 6 bytes");
  });
});
