import { readOnlyText } from "../editor/read-only.ts";
import { textFromUtf8 } from "../state/base64.ts";
import { bodyViewOf } from "../state/body-view.ts";
import type { Answer } from "../state/call.ts";
import { hexOf } from "../state/hex.ts";
import { prettyJson } from "../state/json-text.ts";
import type { App } from "./app.ts";
import { h } from "./dom.ts";

/** The body as what it is. */
export function bodyView(app: App, answer: Answer): HTMLElement {
  const { words } = app;
  const view = bodyViewOf(answer);
  const reading = { label: `${words.response}: ${words.answerBody}`, phrases: words.phrases };
  switch (view.kind) {
    case "empty":
      return h("p", { class: "empty" }, words.emptyBody);
    case "json":
      return readOnlyText(prettyJson(view.text), "json", reading);
    case "text":
      return readOnlyText(view.text, "text", reading);
    case "html":
      // No scripts, no forms, no way to the page around it.
      return h("iframe", { sandbox: "", srcdoc: view.text, title: words.htmlAnswer, class: "frame" });
    case "image":
      return imageView(app, view.bytes, view.mediaType);
    case "bytes":
      return bytesView(app, view.bytes);
    default:
      return view satisfies never;
  }
}

/** The body as it was sent. */
export function sourceView(app: App, answer: Answer): HTMLElement {
  if (answer.body.length === 0) return h("p", { class: "empty" }, app.words.emptyBody);
  const text = textFromUtf8(answer.body);
  return text === undefined
    ? bytesView(app, answer.body)
    : readOnlyText(text, "text", { label: app.words.answerSource, phrases: app.words.phrases });
}

export function headersView({ words }: App, { headers }: Answer): HTMLElement {
  const rows = headers.map(([name, value]) =>
    h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, value)),
  );
  return h(
    "table",
    { class: "headers" },
    h("caption", { class: "visually-hidden" }, words.answerHeaders),
    h("tbody", {}, ...rows),
  );
}

function imageView({ words }: App, bytes: Uint8Array<ArrayBuffer>, mediaType: string): HTMLElement {
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const image = h("img", { src: url, alt: words.imageAnswer(mediaType, bytes.length) });
  const release = (): void => URL.revokeObjectURL(url);
  const caption = h("figcaption", {}, words.bytes(bytes.length), " · ", mediaType);
  image.addEventListener("load", () => {
    caption.prepend(`${image.naturalWidth} × ${image.naturalHeight} · `);
    release();
  });
  image.addEventListener("error", () => {
    release();
    image.replaceWith(h("p", { class: "problem" }, words.brokenImage));
  });
  return h("figure", { class: "image" }, image, caption);
}

function bytesView({ words }: App, bytes: Uint8Array): HTMLElement {
  return h(
    "div",
    { class: "bytes" },
    h("p", { class: "note" }, words.bytes(bytes.length)),
    h("pre", { tabindex: 0, "aria-label": words.answerBody }, hexOf(bytes)),
  );
}
