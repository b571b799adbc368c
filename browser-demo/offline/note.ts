/** What the site has to say without being in the way, in the page's language. */

const TEXTS = {
  en: {
    update: "A new version is ready.",
    unshared: "No shared memory here: what ignores its timeout is ended with its instance.",
    act: "Reload",
    dismiss: "Close",
  },
  ru: {
    update: "Готова новая версия.",
    unshared: "Здесь нет общей памяти: что не слышит тайм-аута, завершается вместе с экземпляром.",
    act: "Обновить",
    dismiss: "Закрыть",
  },
} as const;

/** That there is a new version, above the page. */
export function sayUpdate(takeOver: () => void): void {
  const note = makeNote("update", (texts, element) => [
    texts.update,
    button(texts.act, takeOver),
    button(texts.dismiss, () => element.remove()),
  ]);
  document.body.prepend(note);
}

/** That memory cannot be shared, in the last line of the page. */
export function sayUnshared(): void {
  document.body.append(makeNote("unshared", (texts) => [texts.unshared]));
}

type Texts = (typeof TEXTS)[keyof typeof TEXTS];

/** One of each kind; its words follow the page's language. */
function makeNote(
  kind: "update" | "unshared",
  content: (texts: Texts, element: HTMLElement) => (string | Node)[],
): HTMLElement {
  const element = document.createElement("div");
  element.className = `site-note ${kind}`;
  element.setAttribute("role", "status");
  const root = document.documentElement;
  const show = (): void =>
    element.replaceChildren(...content(root.lang === "ru" ? TEXTS.ru : TEXTS.en, element));
  new MutationObserver(show).observe(root, { attributeFilter: ["lang"] });
  show();
  document.querySelector(`.site-note.${kind}`)?.remove();
  return element;
}

function button(label: string, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = label;
  element.addEventListener("click", act);
  return element;
}
