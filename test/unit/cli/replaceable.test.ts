import { expect, test } from "vitest";
import { replaceable } from "../../../src/cli/replaceable.ts";
import { fakeFunction } from "./fake-terminal.ts";

const REQUEST = new Request("http://localhost/");

/** A function whose calls end when told. */
function slowFunction() {
  let finish = (_response: Response) => {};
  const fn = fakeFunction({ fetch: () => new Promise((resolve) => (finish = resolve)) });
  return { fn, finish: (text: string) => finish(new Response(text)) };
}

test("sends later calls to the new function and closes the old one after its call in flight", async () => {
  const old = slowFunction();
  const next = fakeFunction({ fetch: async () => new Response("new") });
  const target = replaceable(old.fn);
  const inFlight = target.fetch(REQUEST);
  target.replace(next);
  expect(await (await target.fetch(REQUEST)).text()).toBe("new");
  expect(old.fn.closings).toBe(0);
  old.finish("old");
  expect(await (await inFlight).text()).toBe("old");
  expect([old.fn.closings, next.closings]).toEqual([1, 0]);
});

test("closes an old function that is idle at once", () => {
  const old = fakeFunction();
  replaceable(old).replace(fakeFunction());
  expect(old.closings).toBe(1);
});

test("closes on demand the old function that is still busy, too", async () => {
  const old = slowFunction();
  const next = fakeFunction();
  const target = replaceable(old.fn);
  void target.fetch(REQUEST);
  target.replace(next);
  await target.close();
  expect([old.fn.closings, next.closings]).toEqual([1, 1]);
});

test("keeps the first function's id", () => {
  const target = replaceable(fakeFunction({ functionName: "d4efirst" }));
  target.replace(fakeFunction({ functionName: "d4esecond" }));
  expect(target.functionName).toBe("d4efirst");
});
