/** A line at the foot of the page, in its language: what has to be said without being in the way. */

const TEXTS = {
  en: {
    update: "A new version is ready.",
    unshared:
      "Memory cannot be shared here, so what does not stop at its timeout is ended with its instance, and the next call starts cold.",
    act: "Reload",
    dismiss: "Close",
  },
  ru: {
    update: "Готова новая версия.",
    unshared:
      "Общая память здесь недоступна: то, что не остановится по тайм-ауту, завершается вместе с экземпляром, и следующий вызов начнётся с холодного старта.",
    act: "Обновить",
    dismiss: "Закрыть",
  },
} as const;

/** Shows one note; the next takes its place. `act` is what its button does, if it has one. */
export function say(what: "update" | "unshared", act?: () => void): void {
  const texts = document.documentElement.lang === "ru" ? TEXTS.ru : TEXTS.en;
  const note = document.createElement("aside");
  note.className = "site-note";
  note.setAttribute("role", "status");
  const buttons = [button(texts.dismiss, () => note.remove())];
  if (act) buttons.unshift(button(texts.act, act));
  note.append(texts[what], ...buttons);
  document.querySelector(".site-note")?.remove();
  document.body.append(note);
}

function button(label: string, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = label;
  element.addEventListener("click", act);
  return element;
}
