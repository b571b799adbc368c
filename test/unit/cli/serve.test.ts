import { appendFile, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "../../../src/cli/run.ts";
import { functionError } from "../../../src/errors.ts";
import { type CloudFunction, UsageError } from "../../../src/index.ts";
import { settled, until } from "../turns.ts";
import { type FakeTerminal, fakeFunction, fakeTerminal } from "./fake-terminal.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pythonless-serve-"));
  await writeFile(join(folder, "main.py"), "one");
});
afterEach(() => rm(folder, { recursive: true }));

/** Starts `serve`; `url` is what it printed. */
async function start(terminal: FakeTerminal, ...flags: string[]) {
  const ended = run(["serve", folder, "--entrypoint", "main.handler", "--port", "0", ...flags], terminal);
  await until(() => terminal.err().includes("Serving"));
  return { ended, url: /http:\S+/.exec(terminal.err())?.[0] ?? "" };
}

const bootFailure = (code: "BOOT_FAILED" | "FUNCTION_CLOSED") =>
  functionError({ code, errorType: "Error", errorMessage: code, stackTrace: [] });

describe("serve", () => {
  test("says which function stands on which port, answers, and ends with 0 on a signal", async () => {
    const fn = fakeFunction();
    const terminal = fakeTerminal({ createFunction: () => fn });
    const { ended, url } = await start(terminal);
    expect(terminal.err()).toMatch(/^Serving main\.handler on http:\/\/localhost:\d+\/\n$/);
    expect(await (await fetch(url)).text()).toBe("hello");
    terminal.send("SIGTERM");
    expect(await ended).toBe(0);
    expect([fn.closings, terminal.signalListeners.size, terminal.exits]).toEqual([1, 0, []]);
    await expect(fetch(url)).rejects.toThrow();
  });

  test("finishes the call in flight before it closes the function", async () => {
    let finish: (() => void) | undefined;
    const fn = fakeFunction({
      fetch: () =>
        new Promise((resolve) => {
          finish = () => resolve(new Response(`closings: ${fn.closings}`));
        }),
    });
    const terminal = fakeTerminal({ createFunction: () => fn });
    const { ended, url } = await start(terminal);
    const inFlight = fetch(url);
    await until(() => finish !== undefined);
    terminal.send("SIGINT");
    await settled();
    finish?.();
    expect(await (await inFlight).text()).toBe("closings: 0");
    expect(await ended).toBe(0);
  });

  test("ends at once at the second signal", async () => {
    const fn = fakeFunction({ fetch: () => new Promise(() => {}) });
    const terminal = fakeTerminal({ createFunction: () => fn });
    const { url } = await start(terminal);
    const hangUp = new AbortController();
    fetch(url, { signal: hangUp.signal }).catch(() => {});
    terminal.send("SIGINT");
    expect(terminal.exits).toEqual([]);
    terminal.send("SIGINT");
    expect(terminal.exits).toEqual([130]);
    hangUp.abort();
  });

  test("says in one line that the port is taken, closes the function and exits with 2", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await until(() => other.listening);
    const { port } = other.address() as { port: number };
    const fn = fakeFunction();
    const terminal = fakeTerminal({ createFunction: () => fn });
    expect(await run(["serve", "--port", String(port)], terminal)).toBe(2);
    expect(terminal.err()).toBe(
      `error: port ${port} on 127.0.0.1 is taken. Choose another with --port, or take any free one with --port 0.\n`,
    );
    expect(fn.closings).toBe(1);
    other.close();
  });

  test("says in one line that the address is not this machine's", async () => {
    const terminal = fakeTerminal();
    expect(await run(["serve", "--host", "203.0.113.7", "--port", "0"], terminal)).toBe(2);
    expect(terminal.err()).toMatch(/^error: cannot listen on 203\.0\.113\.7: .*EADDRNOTAVAIL.*\n$/);
  });

  test("goes on serving when the function cannot boot, and says so", async () => {
    const fn = fakeFunction({ ready: () => Promise.reject(bootFailure("BOOT_FAILED")) });
    const terminal = fakeTerminal({ createFunction: () => fn });
    const { ended, url } = await start(terminal);
    expect(terminal.err()).toContain("Error: BOOT_FAILED\nHint: ");
    expect((await fetch(url)).status).toBe(200);
    terminal.send("SIGINT");
    expect(await ended).toBe(0);
  });

  test("does not complain of a boot that it cut short itself", async () => {
    const fn = fakeFunction({ ready: () => Promise.reject(bootFailure("FUNCTION_CLOSED")) });
    const terminal = fakeTerminal({ createFunction: () => fn });
    const { ended } = await start(terminal);
    terminal.send("SIGINT");
    await ended;
    expect(terminal.err()).not.toContain("FUNCTION_CLOSED");
  });
});

describe("serve --watch", () => {
  /** Functions that answer with their number. */
  const numbered = () => {
    const made: CloudFunction[] = [];
    const createFunction = () => {
      const fn = fakeFunction({
        functionName: `d4e${made.length}`,
        fetch: async () => new Response(String(made.indexOf(fn))),
      });
      made.push(fn);
      return fn;
    };
    return { made, createFunction };
  };

  test("takes up a changed file under the same id, and closes the old function", async () => {
    const { made, createFunction } = numbered();
    const terminal = fakeTerminal({ createFunction });
    const { ended, url } = await start(terminal, "--watch");
    await writeFile(join(folder, "main.py"), "two");
    await until(() => terminal.err().includes("Reloaded (main.py changed)\n"));
    expect(await (await fetch(`${url}d4e0`)).text()).toBe("1");
    expect(terminal.created[1]?.context).toEqual({ functionName: "d4e0" });
    expect((made[0] as ReturnType<typeof fakeFunction>).closings).toBe(1);
    terminal.send("SIGINT");
    expect(await ended).toBe(0);
  });

  test("keeps the old function while the source is broken, and says why", async () => {
    const { made, createFunction } = numbered();
    const terminal = fakeTerminal({
      createFunction: () => {
        if (made.length > 0) throw new UsageError("INVALID_OPTION", "entrypoint: expected the file main.py.");
        return createFunction();
      },
    });
    const { ended, url } = await start(terminal, "--watch");
    await rm(join(folder, "main.py"));
    await until(() => terminal.err().includes("Not reloaded"));
    expect(terminal.err()).toContain(
      "Not reloaded (main.py changed), the old code goes on serving. --entrypoint: expected the file main.py.\n",
    );
    expect(await (await fetch(url)).text()).toBe("0");
    terminal.send("SIGINT");
    expect(await ended).toBe(0);
  });

  test("looks away from caches and version control", async () => {
    const terminal = fakeTerminal();
    for (const name of [".git", "node_modules", "__pycache__", ".venv"]) await mkdir(join(folder, name));
    const { ended } = await start(terminal, "--watch");
    for (const name of [".git", "node_modules", "__pycache__", ".venv"]) {
      await writeFile(join(folder, name, "file.py"), "");
    }
    await reloadFor(terminal, "main.py");
    expect(terminal.created).toHaveLength(2);
    terminal.send("SIGINT");
    await ended;
  });

  test("looks away from logs, so that its own lines do not make it reload for ever", async () => {
    const own = join(folder, "output.txt");
    await writeFile(own, "");
    const { ino } = await stat(own);
    const terminal = fakeTerminal({ isOwnOutput: (file) => file.ino === ino });
    const { ended } = await start(terminal, "--watch");
    await appendFile(own, "a line");
    await writeFile(join(folder, "serve.log"), "a line");
    await reloadFor(terminal, "main.py");
    expect(terminal.created).toHaveLength(2);
    terminal.send("SIGINT");
    await ended;
  });

  test("without it a changed file changes nothing", async () => {
    const [terminal, watching] = [fakeTerminal(), fakeTerminal()];
    const servers = [await start(terminal), await start(watching, "--watch")];
    await reloadFor(watching, "main.py");
    expect(terminal.created).toHaveLength(1);
    for (const each of [terminal, watching]) each.send("SIGINT");
    await Promise.all(servers.map(({ ended }) => ended));
  });

  /** Changes a file of the function, and waits until it was taken up, for that reason only. */
  async function reloadFor(terminal: FakeTerminal, file: string): Promise<void> {
    await writeFile(join(folder, file), "changed");
    await until(() => terminal.err().includes("Reloaded"));
    expect(terminal.err()).toContain(`Reloaded (${file} changed)\n`);
  }
});
