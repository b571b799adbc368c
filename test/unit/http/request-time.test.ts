import { expect, test } from "vitest";
import { httpEvent } from "../../../src/http/http-event.ts";
import { incoming, sampleCall } from "./support.ts";

test.each([
  ["2021-09-01T07:29:06.000Z", "1/Sep/2021:07:29:06 +0000", 1_630_481_346],
  ["2019-12-26T14:22:07.999Z", "26/Dec/2019:14:22:07 +0000", 1_577_370_127],
])(
  "the moment %s is told in common log format and in whole seconds",
  (moment, requestTime, requestTimeEpoch) => {
    const event = httpEvent(incoming({}), { ...sampleCall, receivedAtMs: Date.parse(moment) });
    expect(event.requestContext).toMatchObject({ requestTime, requestTimeEpoch });
  },
);
