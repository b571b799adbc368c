import type { App } from "./app.ts";
import { h, icon } from "./dom.ts";

const TOLD_MS = 1_600;

/** A line to be copied, with a button that does it. */
export function copyable(
  app: App,
  label: string,
  select: (state: ReturnType<App["store"]["get"]>) => string,
): HTMLElement {
  const code = h("pre", { class: "line", tabindex: 0, "aria-label": label });
  app.store.watch(select, (text) => {
    code.textContent = text;
  });
  return h(
    "div",
    { class: "copyable" },
    code,
    copyButton(app, label, () => code.textContent ?? ""),
  );
}

export function copyButton(app: App, label: string, read: () => string): HTMLButtonElement {
  const { words } = app;
  const text = h("span", {}, words.copy);
  const button = h(
    "button",
    { type: "button", class: "quiet", "aria-label": `${words.copy}: ${label}` },
    icon("copy"),
    text,
  );
  button.addEventListener("click", async () => {
    const isCopied = await app.actions.copy(read());
    text.textContent = isCopied ? words.copied : words.notCopied;
    setTimeout(() => {
      text.textContent = words.copy;
    }, TOLD_MS);
  });
  return button;
}
