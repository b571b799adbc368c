import { describe, expect, test } from "vitest";
import { rawRequest } from "../../../browser-demo/state/event.ts";
import { keep, keepUndo, readKept, readUndo } from "../../../browser-demo/state/keep.ts";
import { projectOf } from "../../../browser-demo/state/project.ts";
import { fromHash, LINK_VERSION, type Shared, toHash } from "../../../browser-demo/state/share.ts";
import { initialState } from "../../../browser-demo/state/state.ts";
import { storage } from "./storage.ts";

const SHARED: Shared = {
  project: projectOf(
    {
      "main.py": "def handler(event, context):\n    return 'привет'\n",
      "data/a.bin": new Uint8Array([0, 255, 7]),
    },
    { environment: [["KEY", "значение"]], timeoutMs: 5_000, memoryMb: 256 },
  ),
  request: rawRequest('{"a": 1}'),
};

describe("a link", () => {
  test("brings back all that was shared, texts and bytes", () => {
    expect(fromHash(toHash(SHARED))).toEqual({ kind: "whole", shared: SHARED });
  });

  test("is made of characters that messengers leave alone, and shorter than what it holds", () => {
    const code = "print('line')\n".repeat(500);
    const hash = toHash({ ...SHARED, project: projectOf({ "main.py": code }) });
    expect(hash).toMatch(/^#1\.[\w-]+$/);
    expect(hash.length).toBeLessThan(code.length / 10);
  });

  test.each(["", "#"])("is none: %j", (hash) => {
    expect(fromHash(hash)).toEqual({ kind: "none" });
  });

  test("is damaged when any part of it is missing", () => {
    const hash = toHash(SHARED);
    for (const end of [4, 10, Math.floor(hash.length / 2), hash.length - 3]) {
      expect(fromHash(hash.slice(0, end)).kind, hash.slice(0, end)).toBe("damaged");
    }
  });

  test.each(["#about", "#1", "#1.", "#1.!!", "#-1.AAAA", "#1.AAAA", "#99999999999.AAAA"])(
    "is damaged: %s",
    (hash) => {
      expect(fromHash(hash)).toEqual({ kind: "damaged" });
    },
  );

  test("of a newer version gives what this one understands of it", () => {
    const newer = toHash(SHARED).replace(`#${LINK_VERSION}.`, `#${LINK_VERSION + 1}.`);
    expect(fromHash(newer)).toEqual({ kind: "newer", shared: SHARED });
    expect(fromHash(`#${LINK_VERSION + 1}.AAAA`)).toEqual({ kind: "newer", shared: {} });
  });

  test("that would unpack into more than a page holds is damaged", () => {
    const project = projectOf({ "main.py": "#".repeat(9_000_000) });
    expect(fromHash(toHash({ ...SHARED, project })).kind).toBe("damaged");
  });
});

describe("what a reload brings back", () => {
  test("is the project, the request, the preferences and the tab", () => {
    const place = storage();
    keep(place, { ...initialState("ru"), ...SHARED, theme: "dark", callTab: "event" });
    expect(readKept(place)).toEqual({ ...SHARED, language: "ru", theme: "dark", callTab: "event" });
  });

  test("is nothing on a first visit, or when it is of no form that is known", () => {
    const place = storage();
    expect(readKept(place)).toEqual({});
    place.setItem("pythonless.playground", '{"project": 1, "theme": "pink", "language": null}');
    expect(readKept(place)).toEqual({});
    place.setItem("pythonless.playground", "{");
    expect(readKept(place)).toEqual({});
  });

  test("leaves out the part that is damaged, and keeps the rest", () => {
    const place = storage();
    keep(place, { ...initialState("en"), ...SHARED });
    const kept = JSON.parse(place.getItem("pythonless.playground") as string);
    kept.request.method = "BREW";
    kept.project.files["../out.py"] = "x";
    kept.project.files["n.py"] = 7;
    kept.project.timeoutMs = -1;
    place.setItem("pythonless.playground", JSON.stringify(kept));
    const { project, request } = readKept(place);
    expect(request).toBeUndefined();
    expect(Object.keys(project?.files ?? {})).toEqual(["main.py", "data/a.bin"]);
    expect(project?.timeoutMs).toBe(3_000);
  });

  test("is nothing new when the storage is full, and the page goes on", () => {
    const full = {
      ...storage(),
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
      removeItem: () => {},
    } as unknown as Storage;
    expect(keep(full, initialState("en"))).toBe(false);
    expect(() => keepUndo(full, {})).not.toThrow();
  });

  test("has the undo of the editor", () => {
    const place = storage();
    expect(readUndo(place)).toEqual({});
    keepUndo(place, { "main.py": { doc: "x" } });
    expect(readUndo(place)).toEqual({ "main.py": { doc: "x" } });
  });
});
