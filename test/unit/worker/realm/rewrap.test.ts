import { expect, test } from "vitest";
import { ownView } from "../../../../src/worker/realm/rewrap.ts";
import { openTestRealm, workingWorld } from "./realm.ts";

const realm = await openTestRealm(workingWorld());

test("bytes of another realm become bytes of this one, over the same memory", () => {
  const foreign = realm.run("new Uint8Array([1, 2, 3]).subarray(1)") as Uint8Array;
  expect(foreign).not.toBeInstanceOf(Uint8Array);
  const own = ownView(foreign);
  expect(own).toBeInstanceOf(Uint8Array);
  own[0] = 9;
  expect([...own, foreign[0]]).toEqual([9, 3, 9]);
});

test.each(["new Proxy(new Uint8Array(1), {})", "({ buffer: new ArrayBuffer(1), byteLength: 1 })", "'text'"])(
  "%s is refused",
  (expression) => {
    expect(() => ownView(realm.run(expression) as Uint8Array)).toThrow(TypeError);
  },
);
