/** One change of state that a call left behind, found by `execute(event, { audit: true })`. `sentence` describes it: `main.calls grew from 3 to 4 items.` */
export type AuditFinding =
  | AuditedGlobal
  | AuditedVariable
  | AuditedDirectory
  | AuditedFile
  | AuditedOpenFile
  | AuditedTask
  | AuditedLogger
  | AuditedSetting
  | AuditedPatch
  | AuditGap;

/** `changed`: another object, or the same with another content. */
export type AuditedChange = "appeared" | "changed" | "disappeared";

interface Finding<Kind extends string> {
  readonly kind: Kind;
  readonly sentence: string;
}

/**
 * A global of one of the function's modules, or something reached from there: an attribute, an entry, a default of an
 * argument, a variable of a closure, the results that `lru_cache` keeps.
 */
export interface AuditedGlobal extends Finding<"global"> {
  /** `main.cache['ada']`, `main.Store.items`, `main.add(seen=)`. */
  readonly name: string;
  readonly change: AuditedChange | "grew" | "shrank";
  /** A short description: `3`, `list of 3 items`, `str of 12 characters`. The text of a string is never shown. */
  readonly before?: string;
  readonly after?: string;
}

/** An environment variable. Its value is not shown. */
export interface AuditedVariable extends Finding<"variable"> {
  readonly name: string;
  readonly change: AuditedChange;
}

/** The working directory, in which the next call starts. */
export interface AuditedDirectory extends Finding<"workingDirectory"> {
  readonly before: string;
  readonly after: string;
}

/** A file in `/tmp`, `/home` or the function's own folder. */
export interface AuditedFile extends Finding<"file"> {
  readonly path: string;
  readonly change: AuditedChange;
  readonly beforeBytes?: number;
  readonly afterBytes?: number;
}

/** A file or a pipe that was not closed. */
export interface AuditedOpenFile extends Finding<"openFile"> {
  readonly path: string;
  readonly descriptor: number;
}

/** A task that is not done. It is suspended until the next call. */
export interface AuditedTask extends Finding<"task"> {
  /** The coroutine's name. */
  readonly name: string;
  /** Where it is suspended, one entry per frame, as in `FunctionError.stackTrace`. */
  readonly stackTrace: readonly string[];
}

/** A setting of a logger. */
export interface AuditedLogger extends Finding<"logger"> {
  /** `root`, or the logger's name. */
  readonly name: string;
  readonly aspect: "handlers" | "filters" | "level" | "propagate" | "disabled";
  /** Handlers and filters by their classes, with commas between them. */
  readonly before: string;
  readonly after: string;
}

/** A setting of the whole interpreter: `sys.path`, `sys.stdout`, a handler of a signal, the recursion limit. */
export interface AuditedSetting extends Finding<"setting"> {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** A function or class of another module that the function has replaced. */
export interface AuditedPatch extends Finding<"patch"> {
  /** `json.dumps` */
  readonly name: string;
}

/** State that could not be compared, or findings beyond the number that is listed. */
export interface AuditGap extends Finding<"unseen"> {
  readonly what: string;
}
