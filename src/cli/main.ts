#!/usr/bin/env node
import { fstatSync } from "node:fs";
import { createFunction } from "../index.ts";
import { VERSION } from "../wire/version.ts";
import { run } from "./run.ts";
import type { FileIdentity, StopSignal } from "./terminal.ts";

/** `pythonless invoke | head` closes the pipe early, which is no error. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

function onStopSignal(listener: (signal: StopSignal) => void): () => void {
  const signals: StopSignal[] = ["SIGINT", "SIGTERM"];
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

/** Node has no name for its streams' files, only their numbers. */
function isOwnOutput({ dev, ino }: FileIdentity): boolean {
  return [1, 2].map((fd) => fstatSync(fd)).some((own) => own.dev === dev && own.ino === ino);
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}

const exitCode = await run(process.argv.slice(2), {
  version: VERSION,
  environment: process.env,
  // Touched only when data comes from there: an open stdin keeps the process alive.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  isOwnOutput,
  createFunction,
  onStopSignal,
  exit: (exitCode) => process.exit(exitCode),
});
// process.exit() would cut off output that a pipe has not taken yet.
await Promise.all([process.stdout, process.stderr].map(flushed));
// Without it Node waits until V8 has optimised code that nothing calls any more, 60 ms and more.
process.exit(exitCode);
