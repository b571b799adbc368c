import { execFileSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { platform } from "../../../../src/platform/node/platform.ts";
import { settle, useFakeTimers } from "../../instance/fake-pool.ts";

const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

function folderOfAssets(): string {
  const folder = mkdtempSync(join(tmpdir(), "pythonless-stalled-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "pyodide.asm.wasm"), EMPTY_MODULE);
  writeFileSync(join(folder, "python_stdlib.zip"), new Uint8Array(9_000_000).fill(7));
  writeFileSync(join(folder, "snapshot.bin"), "a snapshot");
  return folder;
}

test("files of several pieces are read whole", async () => {
  const { standardLibrary, snapshot } = await platform.loadAssets(`${pathToFileURL(folderOfAssets())}/`);
  expect([standardLibrary.length, standardLibrary.every((byte) => byte === 7)]).toEqual([9_000_000, true]);
  expect(Buffer.from(snapshot ?? []).toString()).toBe("a snapshot");
});

// A pipe without a writer stands for a drive in a network that no longer answers.
test.runIf(process.platform !== "win32").each(["pyodide.asm.wasm", "python_stdlib.zip", "snapshot.bin"])(
  "%s on a drive that does not answer fails after half a minute, and is read anew the next time",
  async (name) => {
    const folder = folderOfAssets();
    const path = join(folder, name);
    rmSync(path);
    execFileSync("mkfifo", [path]);
    useFakeTimers();
    const loading = platform.loadAssets(`${pathToFileURL(folder)}/`).catch((error: unknown) => error);
    // The other two files are there.
    while (vi.getTimerCount() !== 1) await settle();
    await vi.advanceTimersByTimeAsync(30_000);
    const error = await loading;
    // Lets the thread go that waits for a writer.
    closeSync(openSync(path, constants.O_RDWR | constants.O_NONBLOCK));
    expect(error).toEqual(
      expect.objectContaining({ message: `${path}: nothing was received for 30 s, after 0 bytes` }),
    );
    rmSync(path);
    writeFileSync(path, EMPTY_MODULE);
    expect(await platform.loadAssets(`${pathToFileURL(folder)}/`)).toBeDefined();
  },
);
