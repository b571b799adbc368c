import { join } from "node:path";
import { build as esbuild } from "esbuild";
import { expect, inject, test } from "vitest";
import { bundle } from "../bench/figures/bundle.mjs";

/** It stands in every builder of a trigger's event. */
const BUILDERS = "yandex.cloud.events";

test.each([
  ["createFunction", false],
  ["events", true],
])("a page that imports %s carries the builders of events: %s", async (name, expected) => {
  const { outputFiles, warnings } = await esbuild({
    stdin: {
      contents: `import { ${name} } from "pythonless"; globalThis.used = ${name};`,
      resolveDir: join(inject("app"), "esbuild-page"),
    },
    outdir: "unused",
    bundle: true,
    format: "esm",
    splitting: true,
    minify: true,
    write: false,
  });
  expect(warnings).toEqual([]);
  expect(outputFiles.some(({ text }) => text.includes(BUILDERS))).toBe(expected);
});

test("a page loads less than 11 kB for createFunction before it calls it", async () => {
  const [kilobytes = Number.POSITIVE_INFINITY] = (await bundle()).flatMap(({ ours }) => ours);
  expect(kilobytes).toBeGreaterThan(8);
  expect(kilobytes).toBeLessThan(11);
});
