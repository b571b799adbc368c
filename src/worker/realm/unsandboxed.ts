import type { Realm } from "../session.ts";

/**
 * A function that is not sandboxed reaches the worker's own realm: `import js` gives its global object.
 *
 * @param reopen puts back the globals that lockdown.ts removed.
 */
export function unsandboxable(realm: Realm, reopen: () => void): Realm {
  return {
    ...realm,
    async startPython(request) {
      const python = await realm.startPython(request);
      return {
        ...python,
        prepare(request, emit) {
          if (request.settings.sandbox) return python.prepare(request, emit);
          reopen();
          python.prepare(request, emit, globalThis);
        },
      };
    },
  };
}
