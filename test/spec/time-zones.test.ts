import { describe, expect, test } from "vitest";
import { useHost } from "./host.ts";

const host = useHost();

const SOURCE = `
import zoneinfo
from datetime import datetime, timezone

def handler(event, context):
    if not event:
        return sorted(zoneinfo.available_timezones())
    return [[offset(zone, second) for second in event["seconds"]] for zone in event["zones"]]

def offset(zone, second):
    at = datetime.fromtimestamp(second, timezone.utc).astimezone(zoneinfo.ZoneInfo(zone))
    return int(at.utcoffset().total_seconds())
`;

/** Every 81 days and some hours of 1970 to 2025, so that all times of the year come up. Later laws Node may not know. */
const SECONDS = Array.from({ length: 250 }, (_, index) => index * (81 * 86_400 + 12_345));

describe("zoneinfo", () => {
  test("knows the zones that JavaScript knows, by all of their names", async () => {
    const fn = await host.open(SOURCE);
    const { value } = (await fn.invoke({})) as { value: string[] };
    expect(Intl.supportedValuesOf("timeZone").filter((zone) => !value.includes(zone))).toEqual([]);
    expect(value.length).toBeGreaterThan(590);
  });

  test("gives the offsets that JavaScript gives, of every zone at many times", async () => {
    const fn = await host.open(SOURCE, { executionTimeoutMs: 60_000, memoryMb: 1024 });
    const zones = Intl.supportedValuesOf("timeZone");
    const { value } = (await fn.invoke({ zones, seconds: SECONDS })) as { value: number[][] };
    const wrong = zones.flatMap((zone, index) => {
      const expected = offsetsOf(zone);
      const times = SECONDS.filter((_, at) => value[index]?.[at] !== expected[at]);
      return times.length > 0
        ? [`${zone}: ${times.map((second) => new Date(second * 1000).toISOString())}`]
        : [];
    });
    expect(wrong).toEqual([]);
  });
});

function offsetsOf(timeZone: string): number[] {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  return SECONDS.map((second) => {
    const text = format.formatToParts(second * 1000).find(({ type }) => type === "timeZoneName")?.value;
    const [, sign, hours = 0, minutes = 0, seconds = 0] =
      /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text ?? "") ?? [];
    const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return sign === "-" ? -size : size;
  });
}
