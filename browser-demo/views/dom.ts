type Child = Node | string | undefined | false;

/** `on…` are listeners; `false` and `undefined` leave an attribute out; `true` is an attribute without a value. */
interface Attributes {
  readonly on?: { readonly [Type in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Type]) => void };
  readonly [name: string]: string | number | boolean | undefined | object;
}

/** An element with its attributes, listeners and children. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { on = {}, ...attributes }: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  for (const [type, listen] of Object.entries(on)) element.addEventListener(type, listen as EventListener);
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

export function setAttribute(element: Element, name: string, value: unknown): void {
  if (value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

const SVG = "http://www.w3.org/2000/svg";

/** Paths on a square of 16, drawn in the colour of the text. */
const ICONS = {
  run: "M4.5 2.8v10.4L13 8z",
  stop: "M4 4h8v8H4z",
  add: "M8 3v10M3 8h10",
  rename: "M3 13l.6-2.6L10.8 3.200l2 2L5.600 12.400z",
  remove: "M4 4l8 8M12 4l-8 8",
  copy: "M5.500 5.500h7v7h-7zM3.500 10.500v-7h7",
  again: "M3.500 8a4.500 4.500 0 1 0 1.500-3.400M3.500 3v2.500H6",
} as const;
export type IconName = keyof typeof ICONS;

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button that is only an icon, with its name for those who cannot see it and as a tip for those who can. */
export function iconButton(name: IconName, label: string, onClick: () => void): HTMLButtonElement {
  const attributes = { type: "button", class: "icon-button", "aria-label": label, title: label };
  return h("button", { ...attributes, on: { click: onClick } }, icon(name));
}

let lastId = 0;

/** An id for what another element refers to. */
export function makeId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
