import type { ScalingPolicy } from "../api/options.ts";
import { expectCount, expected, expectRecord, refuseUnknownKeys } from "./check.ts";

const NAMES = ["zoneInstancesLimit", "zoneRequestsLimit", "provisionedInstances"];

export function checkScaling(value: unknown = {}): Required<ScalingPolicy> {
  const scaling = expectRecord("scaling", value);
  refuseUnknownKeys("scaling", scaling, NAMES);
  const {
    zoneInstancesLimit = 1,
    zoneRequestsLimit = Number.POSITIVE_INFINITY,
    provisionedInstances = 0,
  } = scaling;
  const instances = expectCount("scaling.zoneInstancesLimit", zoneInstancesLimit, 1);
  const provisioned = expectCount("scaling.provisionedInstances", provisionedInstances, 0);
  if (provisioned > instances) {
    throw expected("scaling.provisionedInstances", `at most zoneInstancesLimit (${instances})`, provisioned);
  }
  return {
    zoneInstancesLimit: instances,
    zoneRequestsLimit: expectCount("scaling.zoneRequestsLimit", zoneRequestsLimit, 1),
    provisionedInstances: provisioned,
  };
}
