import { readdirSync } from "node:fs";

/** What could be left: threads, what keeps the process alive, listeners of the process. A list of names. */
export function leftovers() {
  const threads = process.platform === "linux" ? readdirSync("/proc/self/task").map(() => "a thread") : [];
  const resources = process.getActiveResourcesInfo().filter((name) => name !== "Timeout");
  const listeners = process
    .eventNames()
    .flatMap((event) => process.listeners(event).map(() => `a listener of process to ${String(event)}`));
  return [...threads, ...resources, ...listeners];
}

/** What is there now and was not before. A thread that was ended may take its time. */
export async function whatIsLeft(before) {
  for (let tries = 0; tries < 50; tries += 1) {
    if (more(before).length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return more(before);
}

function more(before) {
  const known = [...before];
  return leftovers().filter((name) => {
    const index = known.indexOf(name);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}
