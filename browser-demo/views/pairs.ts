import type { Pair } from "../state/project.ts";
import type { App } from "./app.ts";
import { h, iconButton } from "./dom.ts";

export interface PairWords {
  /** Of the whole list. */
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly remove: string;
}

/** Rows of names and values, with an empty one at the end to write the next into. */
export function pairsView(
  app: App,
  words: PairWords,
  select: (state: ReturnType<App["store"]["get"]>) => readonly Pair[],
  onChange: (pairs: readonly Pair[]) => void,
): HTMLElement {
  const rows = h("ul", { class: "pairs", "aria-label": words.label });
  const read = (): Pair[] =>
    [...rows.children].map((row): Pair => {
      const [name, value] = row.querySelectorAll("input");
      return [name?.value ?? "", value?.value ?? ""];
    });
  const written = (): Pair[] => read().filter(([name, value]) => name !== "" || value !== "");
  const changed = (): void => {
    const [lastName, lastValue] = read().at(-1) ?? ["", ""];
    if (lastName !== "" || lastValue !== "") rows.append(makeRow(["", ""]));
    onChange(written());
  };
  const makeRow = (pair: Pair): HTMLElement => {
    const row = h(
      "li",
      {},
      input(pair[0], words.name, changed),
      input(pair[1], words.value, changed),
      iconButton("remove", words.remove, () => {
        row.remove();
        if (rows.children.length === 0) rows.append(makeRow(["", ""]));
        changed();
        (rows.lastElementChild?.querySelector("input") as HTMLElement | null)?.focus();
      }),
    );
    return row;
  };
  app.store.watch(select, (pairs) => {
    // Rows that say so already are left alone: somebody is typing in them.
    if (rows.children.length > 0 && JSON.stringify(written()) === JSON.stringify(pairs)) return;
    rows.replaceChildren(...[...pairs, ["", ""] as const].map(makeRow));
  });
  return rows;
}

function input(value: string, label: string, onInput: () => void): HTMLInputElement {
  const attributes = { "aria-label": label, placeholder: label, spellcheck: "false", autocomplete: "off" };
  const element = h("input", { type: "text", ...attributes, on: { input: onInput } });
  element.value = value;
  return element;
}
