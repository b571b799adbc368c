/** What the log of a function's first call is to tell: what is not as elsewhere, here or with these options. */
export function standingNotices(isSandboxed: boolean, isMemoryShared: boolean): string[] {
  return [...(isSandboxed ? [] : [OPEN]), ...(isMemoryShared ? [] : [NO_SHARED_MEMORY])];
}

const OPEN = "sandbox: false: the function can reach the host's JavaScript.";

const NO_SHARED_MEMORY =
  "This page is not cross-origin isolated, so it shares no memory with the worker: a call at its deadline is cancelled or ended, not interrupted. Without stack switching, sleeping uses the processor and blocking requests fail.";
