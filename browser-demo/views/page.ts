import type { App } from "./app.ts";
import { callView } from "./call.ts";
import { codeView } from "./code.ts";
import { h } from "./dom.ts";
import { headerView } from "./header.ts";
import { historyView } from "./history.ts";
import { logsView } from "./logs.ts";
import { noticeView } from "./notice.ts";
import { responseView } from "./response.ts";
import { shortcutsDialog } from "./shortcuts.ts";

/** The whole page in the language of the app. */
export function pageView(app: App): readonly HTMLElement[] {
  return [
    headerView(app),
    h(
      "main",
      {},
      h("div", { class: "column" }, codeView(app), historyView(app)),
      h("div", { class: "column" }, callView(app), responseView(app), logsView(app)),
    ),
    h("footer", {}, h("p", {}, app.words.footer)),
    noticeView(app),
    shortcutsDialog(app),
  ];
}
