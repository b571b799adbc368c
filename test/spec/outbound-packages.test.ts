import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { debianModules, REQUESTS, type Suite } from "../wheels/debian.ts";
import { type TestedFunction, useHost } from "./host.ts";
import { startSecureServer } from "./outbound/secure-server.ts";
import { type LocalServer, startServer } from "./outbound/server.ts";
import { startStorage } from "./outbound/storage.ts";

const host = useHost();
const isPage = inject("host") === "browser";
const main = readFileSync(new URL("outbound/with_packages.py", import.meta.url), "utf8");

const BOTO3 = ["boto3", "botocore", "s3transfer", "jmespath", "dateutil"];

const SUITES: readonly Suite[] = ["bookworm", "trixie"];

/** The packages as a function carries them in its folder. Nothing where apt cannot fetch them. */
function packagesOf(suite: Suite): Record<string, Uint8Array> | undefined {
  const packages = debianModules([...REQUESTS, ...BOTO3], suite);
  return packages && Object.fromEntries(Object.entries(packages).filter(isWanted));
}

/** Of botocore's descriptions of 300 services, only that of S3. */
function isWanted([path]: [path: string, content: Uint8Array]): boolean {
  return !path.includes("botocore/data/") || /botocore\/data\/([^/]*\.json|s3\/)/.test(path);
}

let server: LocalServer;
let storage: Awaited<ReturnType<typeof startStorage>>;
beforeAll(async () => {
  server = await startServer();
  storage = await startStorage();
});
afterAll(async () => {
  await server.close();
  await storage.close();
});

describe.each(SUITES)("with the packages of Debian's %s", (suite) => {
  const packages = packagesOf(suite);
  if (packages === undefined) {
    test("nothing was tried: apt is not here, or cannot fetch them", () => {});
    return;
  }
  let fn: TestedFunction;
  beforeAll(async () => {
    const options = { fetch: "real", executionTimeoutMs: 60_000, memoryMb: 256 } as const;
    fn = await host.open({ ...packages, "main.py": main }, options);
  }, 60_000);

  async function doing(name: string, ...given: unknown[]): Promise<unknown> {
    const { value, error } = await fn.execute({ do: name, with: given });
    if (error) throw new Error(`${error.errorType}: ${error.errorMessage}\n${error.stackTrace.join("")}`);
    return value;
  }

  test("requests asks, sends JSON, reads JSON, and follows redirects", async () => {
    const told = (await doing("send_message", server.url)) as {
      version: string;
      status: number;
      text: string;
    };
    expect(told.status).toBe(200);
    expect(JSON.parse(told.text)).toEqual({ chat_id: 1, text: "hi" });
    expect(await doing("redirected", `${server.url}/redirect`)).toEqual(isPage ? [200, 0] : [200, 1]);
  });

  test("requests reads what was compressed, in pieces, by one session", async () => {
    expect(await doing("compressed", `${server.url}/gzip`)).toBe("hello ".repeat(1_000));
    expect(await doing("streamed", `${server.url}/large?mb=20`)).toBe(20 << 20);
    expect(await doing("session", server.url)).toEqual([200, 200, 204]);
  });

  test("requests raises its own errors", async () => {
    const startedAt = performance.now();
    expect(await doing("error", `${server.url}/slow?ms=60000`)).toBe("ReadTimeout");
    // Half a second for reading, though it has fifty for connecting.
    expect(performance.now() - startedAt).toBeLessThan(25_000);
    expect(await doing("error", "http://nobody.invalid/")).toBe("ConnectionError");
    expect(await doing("error", `${server.url}/hang-up`)).toBe("ConnectionError");
    expect(await doing("error", `${server.url}/break-off`)).toBe(
      // urllib3 1.26 takes what came for the whole, where it was told a length; a page is told none.
      suite === "bookworm" && !isPage ? "nothing was raised" : "ChunkedEncodingError",
    );
  });

  test("requests tells of a certificate that nobody vouches for", async () => {
    const secure = await startSecureServer();
    // A browser does not tell why.
    expect(await doing("error", `${secure.url}/`)).toBe(isPage ? "ConnectionError" : "SSLError");
    await secure.close();
  });

  test("urllib3 goes by sockets, and not by a back end of its own", async () => {
    expect(await doing("urllib3_pool", server.url)).toEqual([200, "urllib3.connection"]);
  });

  test("boto3 presigns, puts, gets and lists", async () => {
    const told = (await doing("objects", storage.url)) as Record<string, unknown>;
    expect(told).toMatchObject({ got: "hello", keys: expect.arrayContaining(["a/b.txt"]), large: 3 << 20 });
    expect(told["presigned"]).toContain("X-Amz-Signature=");
    expect(storage.digest("a/b.txt")).toBe(createHash("md5").update("hello").digest("hex"));
  });

  test("boto3 names whom it could not reach, and where fetch is off, the option that allows it is the hint", async () => {
    const event = { do: "unreached" };
    const named = {
      errorType: "ConnectionClosedError",
      errorMessage: expect.stringContaining("nobody.invalid"),
    };
    expect((await fn.execute(event)).error).toMatchObject(named);
    const shut = await host.open(
      { ...packages, "main.py": main },
      { executionTimeoutMs: 60_000, memoryMb: 256 },
    );
    expect((await shut.execute(event)).error).toMatchObject({
      ...named,
      hint: expect.stringContaining("nobody.invalid: outbound HTTP is off. createFunction({ fetch: "),
    });
  });

  test("boto3 tells of an endpoint that is not there: connecting is free, so it says that it was closed", async () => {
    expect(await doing("no_endpoint")).toBe("ConnectionClosedError");
  });
});
