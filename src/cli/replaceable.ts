import type { ServedFunction } from "../api/server.ts";
import type { CloudFunction } from "../index.ts";

/** A function that can be exchanged while it is being called. */
export interface Replaceable extends ServedFunction {
  /** Later calls go to `next`. The old one is closed once its calls in flight are done. */
  replace(next: CloudFunction): void;
  /** Closes the current function, and those that are still on their way out. */
  close(): Promise<void>;
}

/** A function in service, with the number of its calls in flight. */
interface Tenant {
  readonly fn: CloudFunction;
  callsInFlight: number;
}

/** Puts a function behind a door that stays where it is. The first one's id is the door's. */
export function replaceable(first: CloudFunction): Replaceable {
  let current: Tenant = { fn: first, callsInFlight: 0 };
  const leaving = new Set<Tenant>();
  const closeWhenIdle = async (tenant: Tenant) => {
    if (tenant === current || tenant.callsInFlight > 0) return;
    leaving.delete(tenant);
    // Old code that cannot be closed is no reason to stop serving the new.
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
