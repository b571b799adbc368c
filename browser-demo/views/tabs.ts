import { h, setAttribute } from "./dom.ts";

export interface TabRow<Id extends string> {
  readonly element: HTMLElement;
  /** Marks the tab of this id, and no other. */
  select(id: Id): void;
}

interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly panel: HTMLElement;
}

/** Tabs as the ARIA practices have them: one stop of the Tab key, arrows between them. */
export function tabRow<Id extends string>(
  label: string,
  tabs: readonly Tab<Id>[],
  onSelect: (id: Id) => void,
): TabRow<Id> {
  const buttons = tabs.map((tab) => tabButton(tab, () => onSelect(tab.id)));
  const element = h("div", { role: "tablist", "aria-label": label, class: "tabs" }, ...buttons);
  element.addEventListener("keydown", (event) => moveFocus(event, buttons));
  return {
    element,
    select(id) {
      for (const [index, tab] of tabs.entries())
        mark(buttons[index] as HTMLElement, tab.panel, tab.id === id);
    },
  };
}

function tabButton<Id extends string>({ id, label, panel }: Tab<Id>, onClick: () => void): HTMLButtonElement {
  const button = h(
    "button",
    { type: "button", role: "tab", id: `${panel.id}-tab`, on: { click: onClick } },
    label,
  );
  button.dataset["tab"] = id;
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", button.id);
  button.setAttribute("aria-controls", panel.id);
  return button;
}

function mark(button: HTMLElement, panel: HTMLElement, isSelected: boolean): void {
  button.setAttribute("aria-selected", String(isSelected));
  button.tabIndex = isSelected ? 0 : -1;
  setAttribute(panel, "hidden", !isSelected);
}

/** Left and right go round, Home and End to the ends; what has the focus is chosen. */
export function moveFocus(event: KeyboardEvent, buttons: readonly HTMLElement[]): void {
  const at = buttons.indexOf(event.target as HTMLElement);
  const last = buttons.length - 1;
  const steps: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last };
  const step = steps[event.key];
  if (at < 0 || step === undefined) return;
  event.preventDefault();
  const next = buttons[step < 0 ? last : step > last ? 0 : step];
  next?.focus();
  next?.click();
}
