import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

const MARK = "PYTHONLESS_TEST_RUN";
/** Children that were told to end get this long to do so. */
const GRACE_MS = 3_000;

/** The environment for a step: what it starts is known by it, even after its parent has gone. */
export function markEnvironment(mark) {
  return { ...process.env, [MARK]: mark, TMPDIR: mark, TEMP: mark, TMP: mark };
}

/** The processes that carry `mark` and have not ended in time; `undefined` where there is no /proc. */
export async function leftProcesses(mark, graceMs = GRACE_MS) {
  if (process.platform !== "linux") return undefined;
  const deadline = performance.now() + graceMs;
  for (;;) {
    const left = markedProcesses(mark);
    if (left.length === 0 || performance.now() > deadline) return left;
    await delay(100);
  }
}

export function endProcess(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

function markedProcesses(mark) {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids
    .map(Number)
    .filter((pid) => pid !== process.pid && environmentOf(pid).includes(`${MARK}=${mark}`))
    .map((pid) => ({ pid, command: read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim() }));
}

/** Each variable ends in a NUL, so that one mark is never the beginning of another. */
function environmentOf(pid) {
  return read(`/proc/${pid}/environ`).split("\0");
}

/** Empty for processes of other users and for those that ended meanwhile. */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
