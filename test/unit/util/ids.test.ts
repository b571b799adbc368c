import { expect, test } from "vitest";
import { MADE_UP, makeUuid } from "../../../src/util/ids.ts";

test("a UUID is of version 4, and each is another", () => {
  const ids = Array.from({ length: 200 }, makeUuid);
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(new Set(ids).size).toBe(200);
});

test.each(Object.entries(MADE_UP))("the made-up %s has the service's form", (_, id) => {
  expect(id).toMatch(/^(d4e|b1g|ckg)[a-z\d]{17}$/);
});
