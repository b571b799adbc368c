import { basename, relative, sep } from "node:path";
import { watch } from "chokidar";
import type { FileIdentity } from "./terminal.ts";

/** Editors write a file in several steps, and "save all" writes several files. */
const QUIET_MS = 100;
/** Folders that a function's source leaves out. */
const IGNORED = new Set([".git", "node_modules", "__pycache__", ".venv"]);

/** The callbacks of a watch. */
export interface WatchListener {
  /** Whether a file is one that we write ourselves, and thus no change of the source. */
  readonly isOwnOutput: (file: FileIdentity) => boolean;
  /** Called with the paths that changed, relative to the source. Never twice at a time. */
  readonly onChange: (paths: readonly string[]) => Promise<void>;
  /** Called when the system refuses to watch a folder; the others are still watched. */
  readonly onError: (error: unknown) => void;
}

/** Watches a folder or a file. Resolves once no later change can be missed. */
export async function watchSource(
  source: string,
  { isOwnOutput, onChange, onError }: WatchListener,
): Promise<{ close(): Promise<void> }> {
  const batches = inBatches((paths) => onChange(paths).catch(onError));
  const watcher = watch(source, {
    ignoreInitial: true,
    alwaysStat: true,
    ignored: (path) => isIgnored(relative(source, path)),
  });
  watcher.on("error", onError);
  watcher.on("all", (_event, path, stats) => {
    if (stats === undefined || !isOwnOutput(stats)) batches.add(relative(source, path) || basename(path));
  });
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return {
    async close() {
      await watcher.close();
      await batches.end();
    },
  };
}

/** Gathers paths until it has been quiet for a while, and hands them over, one batch after the other. */
function inBatches(take: (paths: readonly string[]) => Promise<void>) {
  const gathered = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let lastBatch = Promise.resolve();
  const flush = () => {
    const paths = [...gathered];
    gathered.clear();
    lastBatch = lastBatch.then(() => take(paths));
  };
  return {
    add(path: string) {
      gathered.add(path);
      clearTimeout(timer);
      timer = setTimeout(flush, QUIET_MS);
    },
    /** Drops the gathered paths and waits for the batch in progress. */
    end() {
      clearTimeout(timer);
      return lastBatch;
    },
  };
}

/** A log kept beside the code, by `tee` for example, grows with every reload that it would cause. */
function isIgnored(path: string): boolean {
  return path.endsWith(".log") || path.split(sep).some((part) => IGNORED.has(part));
}
