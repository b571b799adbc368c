/** `npm start`: calls the hello example in the terminal, then serves it, and the playground beside it. */

import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { servePage } from "./serve.mjs";

const cli = fileURLToPath(new URL("../dist/node/cli.js", import.meta.url));
const hello = fileURLToPath(new URL("../examples/hello", import.meta.url));
const FUNCTION_PORT = "8080";
const PAGE_PORT = 8081;

const status = invoke('{"name": "Ada"}');
if (status !== 0) process.exit(status);

const page = await servePage(PAGE_PORT).catch(onTakenPort);
console.log(`
  ${heading("The playground")}  ${page.url}
                  ${page.url}offline.html is the same page in one file
  ${heading("The function")}    curl 'http://localhost:${FUNCTION_PORT}/?name=Ada'
`);
serveUntilStopped();

/** Gives the exit code. */
function invoke(data) {
  showCommand(`invoke examples/hello --entrypoint main.handler -d '${data}'`);
  const words = [cli, "invoke", hello, "--entrypoint", "main.handler", "-d", data];
  return spawnSync(process.execPath, words, { stdio: "inherit" }).status ?? 1;
}

function serveUntilStopped() {
  showCommand(`serve examples/hello --entrypoint main.handler --port ${FUNCTION_PORT} --watch`);
  const words = [cli, "serve", hello, "--entrypoint", "main.handler", "--port", FUNCTION_PORT, "--watch"];
  const server = spawn(process.execPath, words, { stdio: "inherit" });
  // Ctrl+C reaches both; the function finishes its call first.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => server.kill("SIGTERM"));
  server.on("exit", async (code) => {
    await page.close();
    process.exitCode = code ?? 0;
  });
}

/** The page works on any port. */
function onTakenPort(error) {
  if (error.code !== "EADDRINUSE") throw error;
  return servePage(0);
}

function showCommand(words) {
  console.log(styleText("dim", `$ pythonless ${words}`));
}

function heading(text) {
  return styleText("bold", text);
}
