import type { ServedFunction } from "../api/server.ts";
import type { CloudFunction } from "../index.ts";

/** A function that can be exchanged while it is being called. */
export interface Replaceable extends ServedFunction {
  /** Later calls go to `next`. The old one is closed once its calls in flight are done. */
  replace(next: CloudFunction): void;
  /** Closes the current function, and earlier ones whose calls are still in progress. */
  close(): Promise<void>;
}

/** A function in service, with the number of its calls in flight. */
interface Tenant {
  readonly fn: CloudFunction;
  callsInFlight: number;
}

/** Puts a function behind an object that stays the same. It has the id of the first function. */
export function replaceable(first: CloudFunction): Replaceable {
  let current: Tenant = { fn: first, callsInFlight: 0 };
  const leaving = new Set<Tenant>();
  const closeWhenIdle = async (tenant: Tenant) => {
    if (tenant === current || tenant.callsInFlight > 0) return;
    leaving.delete(tenant);
    // A failure to close the old code must not stop the new code from serving.
    await tenant.fn.close().catch(() => {});
  };
  return {
    functionName: first.functionName,
    async fetch(request, options) {
      const tenant = current;
      tenant.callsInFlight += 1;
      try {
        return await tenant.fn.fetch(request, options);
      } finally {
        tenant.callsInFlight -= 1;
        void closeWhenIdle(tenant);
      }
    },
    replace(next) {
      const old = current;
      leaving.add(old);
      current = { fn: next, callsInFlight: 0 };
      void closeWhenIdle(old);
    },
    async close() {
      await Promise.all([current, ...leaving].map(({ fn }) => fn.close()));
    },
  };
}
