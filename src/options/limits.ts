import { DOCUMENTED_LIMITS, type Limits } from "../api/limits.ts";
import { expectCount, expectRecord, refuseUnknownKeys } from "./check.ts";

/** Every limit: the documented one where none is given. @throws UsageError */
export function checkLimits(value: unknown = {}): Required<Limits> {
  const given = expectRecord("limits", value);
  refuseUnknownKeys("limits", given, Object.keys(DOCUMENTED_LIMITS));
  const limits = Object.entries(DOCUMENTED_LIMITS).map(([name, documented]) => {
    return [name, expectCount(`limits.${name}`, given[name] === undefined ? documented : given[name], 1)];
  });
  return Object.fromEntries(limits);
}
