/** What the page asks of the browser's storage. */
export type Place = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The browser's storage. Where it is refused, as by a visitor who blocks cookies, one that holds nothing. */
export function openStorage(): Place {
  try {
    return localStorage;
  } catch {
    return { getItem: () => null, setItem() {}, removeItem() {} };
  }
}
