import { withNotice } from "../state/notice.ts";
import type { App } from "./app.ts";
import { copyButton } from "./copy.ts";
import { h, iconButton } from "./dom.ts";

/** One sentence at the foot of the page, until it is closed or the next one comes. */
export function noticeView(app: App): HTMLElement {
  const { words, store } = app;
  const place = h("div", { class: "notice-place", role: "status" });
  const close = (): void => store.update((state) => withNotice(state, undefined));
  store.watch(
    ({ notice }) => notice,
    (notice) => {
      if (notice === undefined) return place.replaceChildren();
      const { action, code } = notice;
      const act = (): void => {
        close();
        action?.run();
      };
      place.replaceChildren(
        h(
          "div",
          { class: `notice ${notice.tone}` },
          h("p", {}, notice.text(words)),
          code !== undefined &&
            h(
              "div",
              { class: "copyable" },
              h("pre", { class: "line", tabindex: 0 }, code),
              copyButton(app, words.notice, () => code),
            ),
          action && h("button", { type: "button", on: { click: act } }, action.label(words)),
          iconButton("remove", words.close, close),
        ),
      );
    },
  );
  return place;
}
