import { basename, relative, sep } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import type { FileIdentity } from "./terminal.ts";
import { folderIdentity, type Identity, identityOf, MISSING, type Tree, treeOf } from "./tree-identity.ts";

/** Editors write a file in several steps, and "save all" writes several files. */
const QUIET_MS = 100;
/**
 * How often replaced folders and links are looked for. The system watches inodes, not paths: it reports nothing of a folder
 * that takes the place of another one, nor of a link that leads elsewhere.
 */
const LOOK_EVERY_MS = 200;
/** Folders that a function's source leaves out. */
const IGNORED = new Set([".git", "node_modules", "__pycache__", ".venv"]);

/** The callbacks of a watch. */
export interface WatchListener {
  /** Files outside the source that belong to the function: wheels, files with variables. */
  readonly otherFiles?: readonly string[];
  /** Whether a file is one that we write ourselves, and thus no change of the source. */
  readonly isOwnOutput: (file: FileIdentity) => boolean;
  /** Called with the paths that changed, relative to the source. Never twice at a time. */
  readonly onChange: (paths: readonly string[]) => Promise<void>;
  /** Called when the system refuses to watch a folder; the others are still watched. */
  readonly onError: (error: unknown) => void;
}

/** Watches a folder or a file, also while it is replaced or gone. Resolves once no later change can be missed. */
export async function watchSource(
  source: string,
  listener: WatchListener,
): Promise<{ close(): Promise<void> }> {
  const batches = inBatches((paths) => listener.onChange(paths).catch(listener.onError));
  const watching = new WatchedSource(source, listener, (path) =>
    batches.add(relative(source, path) || basename(path)),
  );
  await watching.start();
  return {
    async close() {
      await watching.close();
      await batches.end();
    },
  };
}

/** The watchers of a source. They are made anew when a folder or a link leads to another inode. */
class WatchedSource {
  readonly #source: string;
  readonly #listener: WatchListener;
  readonly #report: (path: string) => void;
  #watcher: FSWatcher | undefined;
  #root: Identity = MISSING;
  #tree: Tree = { folders: new Map(), links: new Map(), loops: new Set() };
  #otherFiles: ReadonlyMap<string, Identity> = new Map();
  /** Whether a folder may have been replaced since the last look: each replacement is an event somewhere. */
  #hasEvents = false;
  #timer: NodeJS.Timeout | undefined;
  #looking = Promise.resolve();

  constructor(source: string, listener: WatchListener, report: (path: string) => void) {
    this.#source = source;
    this.#listener = listener;
    this.#report = report;
  }

  async start(): Promise<void> {
    this.#otherFiles = await this.#identitiesOfOtherFiles();
    await this.#watch();
    this.#lookLater();
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#looking;
    clearTimeout(this.#timer);
    await this.#watcher?.close();
  }

  #lookLater(): void {
    const look = () => {
      this.#looking = this.#look()
        .catch(this.#listener.onError)
        .finally(() => this.#lookLater());
    };
    this.#timer = setTimeout(look, LOOK_EVERY_MS);
  }

  async #look(): Promise<void> {
    const otherFiles = await this.#identitiesOfOtherFiles();
    const changed = differing(this.#otherFiles, otherFiles);
    this.#otherFiles = otherFiles;
    const replaced = await this.#replaced();
    // First, so that no change after the report is missed.
    if (replaced.length > 0) await this.#watch();
    for (const path of [...changed, ...replaced]) this.#report(path);
  }

  async #replaced(): Promise<string[]> {
    if ((await identityOf(this.#source, true)) !== this.#root) return [this.#source];
    if (this.#hasEvents) {
      this.#hasEvents = false;
      const tree = await treeOf(this.#source, (path) => this.#isIgnored(path));
      const replaced = [
        ...differing(this.#tree.folders, tree.folders),
        ...differing(this.#tree.links, tree.links),
      ];
      this.#tree = tree;
      return replaced;
    }
    return differing(this.#tree.links, await identities([...this.#tree.links.keys()], false));
  }

  async #watch(): Promise<void> {
    await this.#watcher?.close();
    this.#watcher = undefined;
    this.#root = await identityOf(this.#source, true);
    this.#tree = await treeOf(this.#source, (path) => this.#isIgnored(path));
    // A single file, such as a zip, is looked at; so is the place of a folder that is gone.
    if (this.#tree.folders.size === 0) return;
    const watcher = watch(this.#source, {
      ignoreInitial: true,
      alwaysStat: true,
      // chokidar follows a loop until the system refuses.
      ignored: (path) => this.#isIgnored(path) || this.#tree.loops.has(path),
    });
    this.#watcher = watcher;
    watcher.on("error", this.#listener.onError);
    watcher.on("raw", () => {
      this.#hasEvents = true;
    });
    watcher.on("all", (event, path, stats) => {
      if (event === "addDir" && stats !== undefined) this.#tree.folders.set(path, folderIdentity(stats));
      if (stats === undefined || !this.#listener.isOwnOutput(stats)) this.#report(path);
    });
    await new Promise<void>((resolve) => watcher.once("ready", resolve));
    // So that files replaced in the meantime are noticed.
    this.#hasEvents = true;
  }

  async #identitiesOfOtherFiles(): Promise<ReadonlyMap<string, Identity>> {
    return identities(this.#listener.otherFiles ?? [], true);
  }

  /** A log kept beside the code, by `tee` for example, grows with every reload that it would cause. */
  #isIgnored(path: string): boolean {
    const parts = relative(this.#source, path).split(sep);
    return path.endsWith(".log") || parts.some((part) => IGNORED.has(part));
  }
}

async function identities(
  paths: readonly string[],
  hasContent: boolean,
): Promise<ReadonlyMap<string, Identity>> {
  const found = paths.map(async (path) => [path, await identityOf(path, hasContent)] as const);
  return new Map(await Promise.all(found));
}

/** The paths that lead elsewhere than before. */
function differing(before: ReadonlyMap<string, Identity>, now: ReadonlyMap<string, Identity>): string[] {
  return [...before.keys()].filter((path) => now.has(path) && now.get(path) !== before.get(path));
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
