import { type Browser, chromium } from "playwright-core";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { launchServer } from "./chromium.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the Chromium listens that the test files of a step share. */
    chromium: string;
  }
}

/** Starts it for a step: once, because each start takes more than a second of a core. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await launchServer();
  project.provide("chromium", server.wsEndpoint());
  return () => server.close();
}

/** A test file's connection to it. `close()` ends what was opened through it. */
export function connect(): Promise<Browser> {
  return chromium.connect(inject("chromium"));
}
