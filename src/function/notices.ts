/** What the log of a function's first call is to tell: what is not as elsewhere, here or with these options. */
export function standingNotices(isSandboxed: boolean, isMemoryShared: boolean): string[] {
  return [...(isSandboxed ? [] : [OPEN]), ...(isMemoryShared ? [] : [TWO_RUNGS])];
}

const OPEN = "sandbox: false: the function can reach the host's JavaScript.";

const TWO_RUNGS =
  "This page is not cross-origin isolated, so no memory is shared with the worker: a call whose time is up can be cancelled or ended, not interrupted. Where the browser cannot switch stacks either, what sleeps uses the processor, and requests that block fail.";
