import type { Language } from "../state/state.ts";

export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** Numbers, times and plurals as a language writes them. */
export function formats(language: Language) {
  const rules = new Intl.PluralRules(language);
  const number = (value: number, digits: number): string =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  const unit = {
    en: { ms: "ms", s: "s", b: "B", kb: "kB", mb: "MB" },
    ru: { ms: "мс", s: "с", b: "Б", kb: "кБ", mb: "МБ" },
  }[language];
  const separator = language === "ru" ? "," : ".";
  return {
    seconds: (value: number): string => `${value.toFixed(1).replace(".", separator)} ${unit.s}`,
    ms: (value: number): string =>
      value >= 10_000
        ? `${number(value / 1000, 1)} ${unit.s}`
        : `${number(value, value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit.ms}`,
    bytes: (count: number): string =>
      count < 1_000
        ? `${count} ${unit.b}`
        : count < 1_000_000
          ? `${number(count / 1_000, 1)} ${unit.kb}`
          : `${number(count / 1_000_000, 1)} ${unit.mb}`,
    megabytes: (count: number): string => `${number(count / 1_000_000, 1)} ${unit.mb}`,
    /** With milliseconds: lines of one call are that close. */
    time: (epochMs: number): string => {
      const at = new Date(epochMs);
      const two = (value: number): string => String(value).padStart(2, "0");
      const milliseconds = String(at.getMilliseconds()).padStart(3, "0");
      return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${milliseconds}`;
    },
    plural: (count: number, forms: Forms): string =>
      `${number(count, 0)} ${forms[rules.select(count)] ?? forms.other}`,
  };
}
