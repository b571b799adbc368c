// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { fromBase64, toBase64 } from "../../../src/http/base64.ts";
import { readRequest } from "../../../src/http/request/request.ts";
import { addResponseCases } from "./response/cases.ts";

test("happy-dom has replaced the classes of Node", () => {
  expect(navigator.userAgent).toContain("HappyDOM");
  expect(Request.toString()).not.toContain("webidl");
});

describe("a Response of happy-dom", addResponseCases);

test("a Request of happy-dom is read like any other", async () => {
  const request = new Request("https://localhost/?a=1", {
    method: "POST",
    body: "жук",
    headers: { "X-A": "1" },
  });
  const read = await readRequest(request, 6);
  expect(read).toMatchObject({ kind: "request", method: "POST", url: "https://localhost/?a=1" });
  expect(read.kind === "request" && new TextDecoder().decode(read.body)).toBe("жук");
  expect(read.kind === "request" && read.headers).toContainEqual(["X-A", "1"]);
});

test("a Request of happy-dom without a body is read as empty", async () => {
  expect(await readRequest(new Request("https://localhost/"), 0)).toMatchObject({ body: new Uint8Array() });
});

test("happy-dom's base64 carries every byte and refuses what is not base64", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  expect(fromBase64("A===")).toBeUndefined();
});
