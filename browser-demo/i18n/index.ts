import type { Dictionary } from "../state/dictionary.ts";
import type { Language } from "../state/state.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";

export const DICTIONARIES: Readonly<Record<Language, Dictionary>> = { en, ru };
