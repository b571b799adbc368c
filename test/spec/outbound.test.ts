import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { OpenOptions } from "./driver.ts";
import { type TestedFunction, useHost } from "./host.ts";
import { startSecureServer } from "./outbound/secure-server.ts";
import { type LocalServer, startServer } from "./outbound/server.ts";

const host = useHost();
const source = { "main.py": readFileSync(new URL("outbound/main.py", import.meta.url), "utf8") };
const isPage = inject("host") === "browser";

let server: LocalServer;
let fn: TestedFunction;

const open = (options: Partial<OpenOptions> = {}) =>
  host.open(source, { fetch: "real", executionTimeoutMs: 20_000, ...options });
const openAsync = (options: Partial<OpenOptions> = {}) =>
  open({ entrypoint: "main.async_handler", ...options });

beforeAll(async () => {
  server = await startServer();
  fn = await open();
});
afterAll(() => server.close());

/** What a function of main.py gives, or how it fails. `/` is the local server. */
async function doing(name: string, ...given: unknown[]): Promise<unknown> {
  return doneBy(fn, name, ...given);
}

async function doneBy(tested: TestedFunction, name: string, ...given: unknown[]): Promise<unknown> {
  const event = { do: name, with: given.map(at) };
  const { value, error } = await tested.execute(event);
  if (error) throw new Error(`${error.errorType}: ${error.errorMessage}\n${error.stackTrace.join("")}`);
  return value;
}

function at(argument: unknown): unknown {
  return typeof argument === "string" && argument.startsWith("/") ? server.url + argument : argument;
}

describe("urllib and http.client", () => {
  test("ask, and read status, headers and text", async () => {
    expect(await doing("get", "/echo?a=1&b=%20", null, { "X-A": "1" })).toMatchObject({
      status: 200,
      headers: expect.arrayContaining([["content-type", "application/json"]]),
      text: expect.stringContaining('"method":"GET","url":"/echo?a=1&b=%20"'),
    });
  });

  test("send text and bytes, and read them back", async () => {
    expect(await doing("post", "/echo", "héllo")).toMatchObject({ method: "POST", text: "héllo" });
    expect(await doing("binary", "/mirror")).toBe(true);
  });

  test("read what was compressed", async () => {
    expect(await doing("get", "/gzip")).toMatchObject({ text: "hello ".repeat(1_000) });
  });

  test.each([
    ["HEAD", "/echo", 200, ""],
    ["GET", "/empty", 204, ""],
    ["DELETE", "/status?code=500", 500, "sorry"],
  ])("%s %s, and another request by the same connection", async (method, path, status, text) => {
    expect(await doing("by_hand", method, path)).toEqual([status, text, "/echo?again"]);
  });

  test("raise HTTPError for a status that is one", async () => {
    expect(await doing("status_of_error", "/status?code=503")).toEqual([503, "Service Unavailable", "sorry"]);
  });

  test("follow redirects", async () => {
    expect(await doing("get", "/redirect")).toMatchObject({ status: 200 });
  });

  test("see each redirect in Node; in a page the browser has followed it", async () => {
    expect(await doing("unfollowed", "/redirect")).toEqual(isPage ? [200, null] : [302, "/echo"]);
  });

  test("see repeated headers, and cookies where the platform shows them", async () => {
    expect(await doing("get", "/headers")).toMatchObject({
      headers: expect.arrayContaining([["x-repeated", "1, 2"]]),
    });
    expect(await doing("cookies", server.url)).toEqual(isPage ? [] : ["a=1; b=2"]);
  });
});

describe("a server that fails", () => {
  test("to answer in time is a TimeoutError, as late as was asked for", async () => {
    const event = { do: "get", with: [`${server.url}/slow?ms=60000`, 0.3], untimed: false };
    const [got, seconds] = (await fn.execute(event)).value as [object, number];
    expect(got).toMatchObject({ raised: "TimeoutError", text: "timed out" });
    expect(seconds).toBeGreaterThan(0.28);
    // The server would take a minute.
    expect(seconds).toBeLessThan(20);
    expect(await doing("get", "/drip?ms=60000", 0.3)).toMatchObject({ raised: "TimeoutError" });
  });

  test("by hanging up is told as by a socket", async () => {
    // A browser does not tell why.
    expect(await doing("get", "/hang-up")).toMatchObject({
      raised: isPage ? "URLError" : "RemoteDisconnected",
    });
    expect(await doing("get", "/break-off")).toMatchObject({ raised: "IncompleteRead" });
  });

  test("by not being there is a URLError that names it", async () => {
    const refused = await doing("get", "http://127.0.0.1:9/");
    expect(refused).toMatchObject({ raised: "URLError", text: expect.stringContaining("127.0.0.1:9") });
    const unknown = await doing("get", "http://nobody.invalid/");
    expect(unknown).toMatchObject({
      raised: "URLError",
      reason: isPage ? "ConnectionError" : "gaierror",
      text: expect.stringContaining("nobody.invalid"),
    });
  });
});

describe("a certificate that nobody vouches for", () => {
  let secure: Awaited<ReturnType<typeof startSecureServer>>;
  beforeAll(async () => {
    secure = await startSecureServer();
  });
  afterAll(() => secure.close());

  test.each(["get", "get_unverified"])("is Python's own error, by %s", async (name) => {
    const { host: at } = new URL(secure.url);
    // A browser does not tell why.
    const text = isPage
      ? at
      : `[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ${at}: self-signed`;
    expect(await doing(name, `${secure.url}/`)).toMatchObject({
      raised: "URLError",
      reason: isPage ? "ConnectionError" : "SSLCertVerificationError",
      text: expect.stringContaining(text),
    });
  });
});

describe("large bodies", () => {
  const BYTES = 100 << 20;

  test("come down and go up piece by piece, in flat memory", async () => {
    const before = (await fn.execute({ do: "get", with: [`${server.url}/empty`] })).report.maxMemoryUsedMb;
    expect(await doing("download", "/large?mb=100")).toBe(BYTES);
    expect(await doing("upload", "/echo", BYTES, false)).toBe(`${BYTES} bytes`);
    expect(await doing("upload", "/echo", BYTES, true)).toBe(`${BYTES} bytes`);
    const after = (await fn.execute({ do: "get", with: [`${server.url}/empty`] })).report.maxMemoryUsedMb;
    expect(after - before).toBeLessThan(8);
  });
});

describe("pyfetch", () => {
  test("is awaited, many at once", async () => {
    const expected = [200, "hello", Array(5).fill("slow"), true];
    expect(await doneBy(await openAsync(), "fetched", server.url)).toEqual(expected);
    expect(await doing("fetched_by_run", server.url)).toEqual(expected);
  });

  test("fails as Python does, and can be given up", async () => {
    const tested = await openAsync();
    expect(await doneBy(tested, "fetch_fails", "http://nobody.invalid/")).toMatch(
      /^(gai|Connection)?[Ee]rror: /,
    );
    expect(await doneBy(tested, "fetch_in_time", "/slow?ms=60000")).toBe("timeout");
  });

  test("that a call leaves behind is ended with it", async () => {
    const tested = await openAsync();
    const { abandoned } = server.seen;
    expect(await doneBy(tested, "leave", "/slow?ms=60000")).toBe("left");
    await expect.poll(() => server.seen.abandoned).toBeGreaterThan(abandoned);
    expect(await doneBy(tested, "take_up")).toBe("ConnectionResetError");
  });
});

describe("the end of a call", () => {
  test("reaches into a request that blocks, and ends it", async () => {
    const tested = await open({ executionTimeoutMs: 2_000 });
    const { abandoned } = server.seen;
    const { outcome, error } = await tested.execute({ do: "get", with: [`${server.url}/slow?ms=60000`] });
    expect([outcome, error?.stoppedBy]).toEqual(["timeout", "interrupt"]);
    expect(error?.stackTrace.at(-1)).toContain("urllib.request.urlopen(request, timeout=timeout)");
    await expect.poll(() => server.seen.abandoned).toBeGreaterThan(abandoned);
  });
});

describe("without fetch", () => {
  test("requests are refused, by a sentence that names the option", async () => {
    const tested = await open({ fetch: false });
    const { requests } = server.seen;
    expect(await doneBy(tested, "get", "/echo")).toMatchObject({
      raised: "URLError",
      reason: "ConnectionRefusedError",
      text: expect.stringMatching(/127\.0\.0\.1:\d+: outbound HTTP is off\. createFunction\(\{ fetch: /),
    });
    expect(await doneBy(await openAsync({ fetch: false }), "fetch_fails", "/echo")).toMatch(
      /^ConnectionRefusedError: .*outbound HTTP is off/,
    );
    expect(server.seen.requests).toBe(requests);
  });

  test("the metadata service gives the token of the context", async () => {
    const url = "http://169.254.169.254/computeMetadata/v1/instance/service-accounts/default/token";
    const withToken = await open({ fetch: false, context: { token: "t1.secret" } });
    const given = (await doneBy(withToken, "get", url, null, { "Metadata-Flavor": "Google" })) as {
      text: string;
    };
    expect(JSON.parse(given.text)).toEqual({
      access_token: "t1.secret",
      expires_in: 43_200,
      token_type: "Bearer",
    });
    expect(await doneBy(await open({ fetch: false }), "status_of_error", url)).toMatchObject([
      403,
      "",
      "Missing required header: Metadata-Flavor: Google",
    ]);
  });
});

test("a fetch of one's own answers for the whole world", async () => {
  const tested = await open({ fetch: "mock" });
  const told = await doneBy(tested, "post", "https://api.example.com/bot", "hello");
  expect(told).toMatchObject({ method: "POST", url: "https://api.example.com/bot", body: "hello" });
});

test("a proxy of the environment is not used: what is asked of it goes to fetch", async () => {
  const proxy = "http://proxy.invalid:3128";
  const environment = { http_proxy: proxy, https_proxy: proxy };
  const tested = await open({ fetch: "mock", environment });
  for (const url of ["http://a.example/b", "https://a.example/b"]) {
    const { text } = (await doneBy(tested, "get", url)) as { text: string };
    expect(JSON.parse(text)).toMatchObject({ url });
  }
});

describe("what is not HTTP", () => {
  test.each([
    ["raw", ["EHLO me\r\n"], "Sockets speak HTTP/1.1 only here"],
    ["raw", [], "Sockets speak HTTP/1.1 only here"],
    ["datagram", [], "no UDP"],
    ["server", [], "Nothing can listen in WebAssembly"],
    ["name", [], "Names are looked up by the host's fetch"],
  ])("%s %s fails at once, with a hint", async (name, given, hint) => {
    expect(await doing(name, ...given)).toMatchObject({ text: expect.stringContaining(hint) });
  });
});
