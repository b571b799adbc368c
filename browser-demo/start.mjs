/** `npm start`: calls the hello example in the terminal, then serves it, and the page beside it. */

import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { servePage } from "./serve.mjs";

const cli = fileURLToPath(new URL("../dist/node/cli.js", import.meta.url));
const hello = fileURLToPath(new URL("../examples/hello", import.meta.url));
const FUNCTION_PORT = "8080";
const PAGE_PORT = 8081;

console.log(`$ pythonless invoke examples/hello --entrypoint main.handler -d '{"name": "Ada"}'`);
const data = JSON.stringify({ name: "Ada" });
const called = spawnSync(
  process.execPath,
  [cli, "invoke", hello, "--entrypoint", "main.handler", "-d", data],
  {
    stdio: "inherit",
  },
);
if (called.status !== 0) process.exit(called.status ?? 1);

const page = await servePage(PAGE_PORT);
console.log(`\nThe page: ${page.url}`);
console.log(`$ pythonless serve examples/hello --entrypoint main.handler --port ${FUNCTION_PORT} --watch`);
const server = spawn(
  process.execPath,
  [cli, "serve", hello, "--entrypoint", "main.handler", "--port", FUNCTION_PORT, "--watch"],
  { stdio: "inherit" },
);
// Ctrl+C reaches both; the function finishes its call first.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => server.kill("SIGTERM"));
server.on("exit", async (code) => {
  await page.close();
  process.exitCode = code ?? 0;
});
