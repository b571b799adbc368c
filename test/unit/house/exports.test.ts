import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as door from "../../../src/index.ts";
import { codeOf, root } from "./sources.ts";

/** To take a name out breaks users; to add one is a promise. Either belongs in CHANGELOG.md. */
test("the package exports these values and no others", () => {
  expect(Object.keys(door).sort()).toEqual(["FunctionError", "UsageError", "createFunction", "jsonText"]);
});

test("the package exports these types and no others", () => {
  const types = [...codeOf("index.ts").matchAll(/export (type )?\{([^}]*)\}/g)].flatMap(
    ([, isType, names = ""]) =>
      names
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== "" && (isType !== undefined || name.startsWith("type ")))
        .map((name) => name.replace("type ", "")),
  );
  expect(types.sort()).toEqual([
    "AsyncCall",
    "AsyncPolicy",
    "Blame",
    "CallOptions",
    "CloudFunction",
    "ErrorCode",
    "Execution",
    "FetchOptions",
    "FunctionContext",
    "FunctionOptions",
    "FunctionToken",
    "GatewayOptions",
    "JsonText",
    "JsonValue",
    "Limits",
    "LogLevel",
    "LogRecord",
    "Outcome",
    "Phase",
    "Report",
    "ScalingPolicy",
    "SourceFiles",
  ]);
});

test("the package has these ways in and no others", () => {
  const { exports, bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(Object.keys(exports)).toEqual([".", "./package.json"]);
  expect(Object.keys(bin)).toEqual(["pythonless"]);
});
