import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const built = new URL("../../dist/node/index.js", import.meta.url).href;

test("local time is UTC on a machine that lives by another zone", () => {
  const python =
    "import datetime, time\ndef handler(event, context):\n    return [str(datetime.datetime.now().astimezone().tzinfo), list(time.localtime(0)[:4]), time.timezone]";
  const script = `
    import { createFunction } from ${JSON.stringify(built)};
    const fn = createFunction({ source: { "main.py": ${JSON.stringify(python)} }, entrypoint: "main.handler" });
    console.log(new Date(0).getHours(), JSON.stringify(await fn.invoke()));
    await fn.close();`;
  const ended = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: { ...process.env, TZ: "Asia/Tokyo" },
    encoding: "utf8",
    timeout: 20_000,
  });
  expect(ended.stdout).toBe('9 ["UTC",[1970,1,1,0],0]\n');
});
