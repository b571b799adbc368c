import { expect, test } from "vitest";
import { httpEvent } from "../../../../src/http/request/http-event.ts";
import { contractRows } from "../../../contract/read.ts";
import { incoming, sampleCall } from "../support.ts";

interface MomentRow {
  readonly receivedAt: string;
  readonly requestTime: string;
  readonly requestTimeEpoch: number;
}

test.each(contractRows<MomentRow>("request-time"))(
  "the time of a request: $name ($section)",
  ({ receivedAt, requestTime, requestTimeEpoch }) => {
    const event = httpEvent(incoming({}), { ...sampleCall, receivedAtMs: Date.parse(receivedAt) });
    expect(event.requestContext).toMatchObject({ requestTime, requestTimeEpoch });
  },
);
