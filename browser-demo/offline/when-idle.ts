const BUSY: readonly (string | undefined)[] = ["loading", "running"];

/** Waits until the page neither loads nor runs: its state is the attribute `data-state` of `<html>`. */
export function whenIdle(): Promise<void> {
  const root = document.documentElement;
  const isIdle = (): boolean => !BUSY.includes(root.dataset["state"]);
  if (isIdle()) return Promise.resolve();
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!isIdle()) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(root, { attributeFilter: ["data-state"] });
  });
}
