import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { debianFiles, debianWheel } from "../wheels/debian.ts";
import { type TestedFunction, useHost } from "./host.ts";

const host = useHost();

const NAMES = ["yaml", "jinja2", "markupsafe", "jwt", "dateutil", "six", "tz"];
const wheels = NAMES.map((name) => debianWheel(`python3-${name}`)).filter((wheel) => wheel !== undefined);
/** Of the machine's zones those that are files of their own, and the lists. */
const machine = Object.entries(debianFiles("tzdata", "usr/share/zoneinfo") ?? {}).filter(
  ([path]) => !/^(posix|right)\//.test(path),
);

const SOURCE: Record<string, string | Uint8Array> = {
  "main.py": readFileSync(new URL("packages/main.py", import.meta.url), "utf8"),
  "config.yaml": "name: Ёжик\nlimits: &limits {cpu: 1.5, on: yes}\ncopy: *limits\ntext: |\n  two\n  lines\n",
  "page.html":
    "<h1>{{ title|upper }}</h1>{% for item in items %}<p>{{ loop.index }} {{ item }}</p>{% endfor %}",
  ...Object.fromEntries(machine.map(([path, bytes]) => [`zoneinfo/${path}`, bytes])),
};

let opened: Promise<TestedFunction> | undefined;

async function called(event: object): Promise<unknown> {
  opened ??= host.open(SOURCE, { wheels, executionTimeoutMs: 30_000, memoryMb: 512 });
  const { value, error } = await (await opened).execute(event);
  return error ?? value;
}

/** What boto3 of Debian needs, and uploads without a network: the answer is put in the place of the request. */
const BOTO3 = [
  "boto3",
  "botocore",
  "s3transfer",
  "jmespath",
  "urllib3",
  "requests",
  "idna",
  "certifi",
  "chardet",
];
const boto3Wheels = [...BOTO3, "dateutil", "six"]
  .map((name) => debianWheel(`python3-${name}`))
  .filter((wheel) => wheel !== undefined);
const UPLOAD = `
import io
import boto3
from boto3.s3.transfer import TransferConfig
from botocore.stub import ANY, Stubber

def handler(event, context):
    return [upload(use_threads) for use_threads in (False, True)]

def upload(use_threads):
    s3 = boto3.client("s3", region_name="ru-central1", aws_access_key_id="a", aws_secret_access_key="b")
    with Stubber(s3) as answers:
        answers.add_response("put_object", {}, {"Bucket": "b", "Key": "k", "Body": ANY})
        try:
            s3.upload_fileobj(io.BytesIO(b"x"), "b", "k", Config=TransferConfig(use_threads=use_threads))
        except RuntimeError as error:
            return str(error).partition(".")[0]
        return "uploaded"
`;

const isHere = wheels.length === NAMES.length && machine.length > 0;

describe.skipIf(!isHere)("packages of Debian as wheels (where apt can fetch them)", () => {
  test("have their versions", async () => {
    expect(await called({ do: "versions" })).toEqual({
      PyYAML: expect.stringMatching(/^\d+\.\d+/),
      Jinja2: expect.stringMatching(/^3\./),
      PyJWT: expect.stringMatching(/^2\./),
      "python-dateutil": expect.stringMatching(/^2\./),
    });
  });

  test("yaml reads and writes", async () => {
    const limits = { cpu: 1.5, true: true };
    expect(await called({ do: "config" })).toEqual({
      read: { name: "Ёжик", limits, copy: limits, text: "two\nlines\n" },
      written: "a: ёж\nb:\n- 1\n- 2\n",
    });
  });

  test("jinja2 renders files, in asyncio.run too", async () => {
    const page = "<h1>ORDERS</h1><p>1 tea</p><p>2 &lt;b&gt;</p>";
    expect(await called({ do: "page", title: "orders", items: ["tea", "<b>"] })).toEqual([page, page]);
  });

  test("jwt signs and judges", async () => {
    expect(await called({ do: "token", user: "ada" })).toEqual([
      expect.stringMatching(/^eyJ/),
      { sub: "ada" },
      "Signature has expired",
    ]);
  });

  test("dateutil parses, repeats and adds, with the zones of zoneinfo", async () => {
    expect(await called({ do: "dates" })).toEqual({
      parsed: "2026-02-01T10:00:00+01:00",
      months: ["2026-02-01T10:00:00+01:00", "2026-03-01T10:00:00+01:00", "2026-04-01T10:00:00+02:00"],
      later: "2026-03-31T10:00:00+02:00",
      local: "2026-07-01T00:00:00+00:00",
    });
  });

  test("pytz and dateutil agree with zoneinfo on the time zones of a machine", async () => {
    // From 1973, when the last offset ended that pytz rounds to minutes, to 2025: the machine may know later laws.
    const seconds = Array.from({ length: 47 }, (_, index) => (1096 + index * 400) * 86_400 + 4_321);
    const [version, count, wrong] = (await called({ do: "zones", seconds })) as [string, number, unknown[]];
    expect([version, wrong]).toEqual(["20", []]);
    expect(count).toBeGreaterThan(400);
  });
});

test.skipIf(boto3Wheels.length < BOTO3.length + 2)(
  "boto3 uploads without threads, and fails at once with them (where apt can fetch it)",
  async () => {
    const fn = await host.open(UPLOAD, { wheels: boto3Wheels, executionTimeoutMs: 50_000, memoryMb: 1024 });
    expect(await fn.invoke()).toEqual({
      value: ["uploaded", "can't start new thread: an instance has one"],
    });
  },
);
