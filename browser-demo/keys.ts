import type { Actions } from "./actions/index.ts";

/** The page's shortcuts. Heard before the editors, which have an Enter of their own. */
export function listenToKeys(actions: Actions): void {
  document.addEventListener(
    "keydown",
    (event) => {
      const act = actionOf(event, actions);
      if (act === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    { capture: true },
  );
}

const REGIONS: Readonly<Record<string, string>> = {
  Digit2: "region-call",
  Digit3: "region-response",
  Digit4: "region-logs",
};

function actionOf(event: KeyboardEvent, actions: Actions): (() => void) | undefined {
  const { key, code, altKey, shiftKey } = event;
  const isControl = event.ctrlKey || event.metaKey;
  if (isControl && !altKey && key === "Enter") return () => void actions.run();
  if (isControl && !altKey && key === ".") return actions.stop;
  // By the key's place: with Alt, a Mac gives other letters.
  if (altKey && shiftKey && !isControl && code === "KeyF") return () => void actions.format();
  if (altKey && !shiftKey && !isControl && code === "Digit1") return actions.focusCode;
  const region = altKey && !shiftKey && !isControl ? REGIONS[code] : undefined;
  if (region !== undefined) return () => document.getElementById(region)?.focus();
  return key === "?" && !isControl && !altKey && !isTyping(event) ? actions.showShortcuts : undefined;
}

function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
