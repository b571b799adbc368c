import type { Python } from "../python.ts";
import type { Realm } from "../session.ts";

/**
 * A function that is not sandboxed finds what the worker's own realm has: `import js` gives its global object.
 *
 * @param reopen puts back what seal.ts took away.
 */
export function withOutside(realm: Realm, reopen: () => void): Realm {
  return {
    ...realm,
    startPython: async (request) => openable(await realm.startPython(request), reopen),
  };
}

function openable(python: Python, reopen: () => void): Python {
  return {
    prepare(request, sink) {
      if (request.settings.sandbox) return python.prepare(request, sink);
      reopen();
      python.prepare(request, sink, globalThis);
    },
    invoke: (requestId, deadlineMs, event, isAudited) =>
      python.invoke(requestId, deadlineMs, event, isAudited),
    load: () => python.load(),
    stop: () => python.stop(),
    terminate: () => python.terminate(),
    reply: (letter) => python.reply(letter),
    memoryBytes: () => python.memoryBytes(),
    isFrozenFunction: python.isFrozenFunction,
    warning: python.warning,
  };
}
