import type { Language } from "../state/state.ts";

/** The first language of the visitor's that the page speaks. */
export function preferredLanguage(languages: readonly string[]): Language {
  const known = languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return known.find((language): language is Language => language === "en" || language === "ru") ?? "en";
}
