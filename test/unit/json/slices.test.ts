import { expect, test } from "vitest";
import { arraySlices, objectSlices } from "../../../src/json/slices.ts";

test.each<[string, Record<string, string>]>([
  ["{}", {}],
  [" { } ", {}],
  ['{"a": 1.0, "b": [1, {"c": 2}], "d": {"a": 3}}', { a: "1.0", b: '[1, {"c": 2}]', d: '{"a": 3}' }],
  ['\n{ "a" :\t1 , "b":2\n}\n', { a: "1", b: "2" }],
  ['{"a": 1, "a": 2}', { a: "2" }],
  ['{"a:b": ":", "a,b": ",", "": ""}', { "a:b": '":"', "a,b": '","', "": '""' }],
  ['{"quote\\"": "\\"", "back\\\\": "\\\\"}', { 'quote"': '"\\""', "back\\": '"\\\\"' }],
  ['{"\\u0061": null}', { a: "null" }],
])("the members of %s keep their exact text", (json, slices) => {
  expect(Object.fromEntries(objectSlices(json))).toEqual(slices);
});

test.each<[string, string[]]>([
  ["[]", []],
  [" [ ] ", []],
  ["[1.0, 12345678901234567890123, -0]", ["1.0", "12345678901234567890123", "-0"]],
  ['["],[", [[], [1, 2]], {"a": [1, 2]}]', ['"],["', "[[], [1, 2]]", '{"a": [1, 2]}']],
])("the elements of %s keep their exact text", (json, slices) => {
  expect(arraySlices(json)).toEqual(slices);
});
