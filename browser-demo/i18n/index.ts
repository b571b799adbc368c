import type { Language } from "../state/state.ts";
import type { Dictionary } from "./dictionary.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";

export const DICTIONARIES: Readonly<Record<Language, Dictionary>> = { en, ru };

/** The first language of the visitor's that the page speaks. */
export function preferredLanguage(languages: readonly string[]): Language {
  const known = languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return known.find((language): language is Language => language === "en" || language === "ru") ?? "en";
}
