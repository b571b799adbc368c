import { describe, expect, test } from "vitest";
import { EXAMPLES } from "../../../browser-demo/examples/index.ts";
import { formats } from "../../../browser-demo/i18n/formats.ts";
import { DICTIONARIES } from "../../../browser-demo/i18n/index.ts";
import { preferredLanguage } from "../../../browser-demo/i18n/preferred-language.ts";
import { EVENT_NAMES } from "../../../browser-demo/state/event.ts";

describe.each(Object.entries(DICTIONARIES))("the dictionary %s", (_, words) => {
  test("names every example and every event, and nothing that is not there", () => {
    expect(Object.keys(words.examples).sort()).toEqual(EXAMPLES.map(({ id }) => id).sort());
    expect(Object.keys(words.events).sort()).toEqual([...EVENT_NAMES].sort());
  });

  test("has no empty word", () => {
    const texts = Object.values(words).filter((value) => typeof value === "string");
    expect(texts).not.toContain("");
  });
});

test("the dictionaries have the same statuses and the same shortcuts", () => {
  const { en, ru } = DICTIONARIES;
  expect(Object.keys(ru.statuses)).toEqual(Object.keys(en.statuses));
  expect(ru.shortcutList.map(([keys]) => keys)).toEqual(en.shortcutList.map(([keys]) => keys));
});

test("no Russian sentence is left in English", () => {
  const { en, ru } = DICTIONARIES;
  const same = Object.entries(ru).filter(
    ([name, value]) => typeof value === "string" && value === Reflect.get(en, name),
  );
  expect(same.map(([name]) => name)).toEqual(["url"]);
});

test.each([
  [["ru-RU", "en"], "ru"],
  [["de", "ru"], "ru"],
  [["en-GB"], "en"],
  [["de"], "en"],
  [[], "en"],
])("a visitor who reads %j is spoken to in %s", (languages, language) => {
  expect(preferredLanguage(languages)).toBe(language);
});

test.each([
  ["en", 0.8651, "0.87 ms"],
  ["en", 47.66, "47.7 ms"],
  ["en", 1234.4, "1,234 ms"],
  ["en", 65_000, "65 s"],
  ["ru", 0.8651, "0,87 мс"],
] as const)("in %s, %d ms is %s", (language, value, text) => {
  expect(formats(language).ms(value)).toBe(text);
});

test("plurals follow the language", () => {
  const { plural } = formats("ru");
  const forms = { one: "вызов", few: "вызова", many: "вызовов", other: "вызова" };
  expect([1, 2, 5, 11, 21].map((count) => plural(count, forms))).toEqual([
    "1 вызов",
    "2 вызова",
    "5 вызовов",
    "11 вызовов",
    "21 вызов",
  ]);
});
