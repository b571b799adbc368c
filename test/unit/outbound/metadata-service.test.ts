import { describe, expect, test } from "vitest";
import { isMetadataService, metadataResponse } from "../../../src/outbound/metadata-service.ts";
import { contractRows } from "../../contract/read.ts";

const TOKEN = { access_token: "t1.a", expires_in: 3600, token_type: "Bearer" };
const HOST = "http://169.254.169.254";
const GOOGLE = `${HOST}/computeMetadata/v1/instance/service-accounts/default/token`;
const AMAZON = `${HOST}/latest/meta-data/iam/security-credentials/`;
const FLAVOR = { headers: { "Metadata-Flavor": "Google" } };

test.each([
  ["http://169.254.169.254/x", true],
  ["http://metadata.google.internal/x", true],
  ["https://169.254.169.254/x", false],
  ["http://169.254.169.25/x", false],
])("%s is the metadata service: %s", (url, expected) => {
  expect(isMetadataService(new URL(url))).toBe(expected);
});

describe("the metadata service", () => {
  test("gives the token in the form of Google", async () => {
    const answer = metadataResponse(new Request(GOOGLE, FLAVOR), TOKEN);
    expect([answer.status, answer.headers.get("metadata-flavor")]).toEqual([200, "Google"]);
    expect(await answer.json()).toEqual(TOKEN);
  });

  test("gives it in the form of Amazon, under the name of a role", async () => {
    expect(await metadataResponse(new Request(AMAZON), TOKEN).text()).toBe("default");
    const answer = (await metadataResponse(new Request(`${AMAZON}default`), TOKEN).json()) as {
      Expiration: string;
    };
    expect(answer).toEqual({
      Code: "Success",
      Token: "t1.a",
      Expiration: expect.stringMatching(/^\d{4}-..-..T..:..:..Z$/),
    });
    expect(Math.abs(Date.parse(answer.Expiration) - Date.now() - 3_600_000)).toBeLessThan(60_000);
  });

  test.each(contractRows<MetadataRow>("metadata-service"))("$name", async (row) => {
    const headers = row.flavor === undefined ? {} : { "Metadata-Flavor": row.flavor };
    const answer = metadataResponse(new Request(HOST + row.path, { headers }), row.hasToken ? TOKEN : null);
    expect(answer.status).toBe(row.status);
    if (row.fields) expect(Object.keys((await answer.json()) as object)).toEqual(row.fields);
  });

  test("is only read", () => {
    expect(metadataResponse(new Request(GOOGLE, { ...FLAVOR, method: "POST" }), TOKEN).status).toBe(405);
  });
});

interface MetadataRow {
  readonly path: string;
  readonly flavor?: string;
  readonly hasToken: boolean;
  readonly status: number;
  /** Of the JSON that is answered. */
  readonly fields?: readonly string[];
}
