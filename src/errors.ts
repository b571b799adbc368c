/** The error catalogue: code, blame, phase and hint. */

/** Where a call failed: `init` is the import of the code, `invoke` the handler, `serialise` its result. */
export type Phase = "init" | "invoke" | "serialise";
/**
 * How a call was stopped at its deadline or by its signal. `cancellation`: its coroutine ended when it was cancelled.
 * `interrupt`: Python raised an exception in the running code. `termination`: neither helped, and the thread was ended.
 */
export type StoppedBy = "cancellation" | "interrupt" | "termination";
/**
 * Who can fix it. `function`: the function's code, source or settings. `caller`: the code that calls it, by its signal, by
 * `close()` or by too many calls. `pythonless`: pythonless or its installation; please report it.
 */
export type Blame = "function" | "caller" | "pythonless";

interface CatalogueEntry {
  readonly blame: Blame;
  readonly phase: Phase;
  /** The remedy; `undefined` where Python's own message is enough. */
  readonly hint?: string;
}

const NEXT_CALL_IS_FRESH = "The instance was ended; the next call gets a fresh one.";

/** Every way in which a call can fail. docs/errors.md is generated from these entries and their comments. */
export const CATALOGUE = {
  /** The entry point does not have the form `<file>.<callable>`. */
  ENTRY_POINT_MALFORMED: {
    blame: "function",
    phase: "init",
    hint: "Write the entry point as <file>.<callable>, for example main.handler.",
  },
  /** The file of the entry point does not exist in the source. */
  MODULE_NOT_FOUND: {
    blame: "function",
    phase: "init",
    hint: "The file before the last dot of the entry point must lie in the source, without .py.",
  },
  /** A Python file cannot be compiled. */
  SYNTAX_ERROR: { blame: "function", phase: "init" },
  /** The function's code raised an exception while it was imported. */
  IMPORT_FAILED: { blame: "function", phase: "init" },
  /** The file does not define the name after the last dot of the entry point. */
  HANDLER_NOT_FOUND: {
    blame: "function",
    phase: "init",
    hint: "The name after the last dot of the entry point must be defined at the top level of the file.",
  },
  /** The entry point names a value that cannot be called. */
  HANDLER_NOT_CALLABLE: {
    blame: "function",
    phase: "init",
    hint: "The entry point must name a function or another callable object.",
  },
  /** The handler raised an exception: see `errorType`, `errorMessage` and `stackTrace`. */
  HANDLER_RAISED: { blame: "function", phase: "invoke" },
  /** The handler awaited an object of trio, curio or another library that is not asyncio. */
  FOREIGN_AWAITABLE: {
    blame: "function",
    phase: "invoke",
    hint: "Only asyncio is supported: await asyncio's own coroutines, tasks and futures (not trio's or curio's).",
  },
  /** The handler yields its result in place of returning it. */
  ASYNC_GENERATOR: {
    blame: "function",
    phase: "serialise",
    hint: "The handler is a generator, or an async one: it must return its result, not yield it.",
  },
  /** The result cannot be written as JSON; the hint contains the path of the value. */
  RESULT_NOT_JSON: {
    blame: "function",
    phase: "serialise",
    hint: "Return what json.dumps can encode: dict, list, str, int, finite float, bool or None.",
  },
  /** The call took longer than `executionTimeoutMs`. */
  EXECUTION_TIMEOUT: {
    blame: "function",
    phase: "invoke",
    hint: `Raise executionTimeoutMs or make the function quicker. ${NEXT_CALL_IS_FRESH}`,
  },
  /** The `signal` of the call was aborted. */
  ABORTED: {
    blame: "caller",
    phase: "invoke",
    hint: "The signal's reason is error.cause. A call that was running has ended its instance.",
  },
  /** The instance ended during the call: `sys.exit()`, `os._exit()`, a fatal error of the interpreter. */
  USER_CODE_CRASHED: {
    blame: "function",
    phase: "invoke",
    hint: `The log names the reason. ${NEXT_CALL_IS_FRESH}`,
  },
  /** More calls were in progress than `scaling.zoneRequestsLimit` allows. */
  TOO_MANY_CALLS: {
    blame: "caller",
    phase: "invoke",
    hint: "Raise scaling.zoneRequestsLimit, or make fewer calls at once.",
  },
  /** `close()` was called before the call ended. */
  FUNCTION_CLOSED: { blame: "caller", phase: "invoke", hint: "Call createFunction() again." },
  /** A zip or a wheel cannot be read; the message names the entry. */
  SOURCE_UNREADABLE: { blame: "function", phase: "init", hint: "Give a zip archive that unzip can open." },
  /** The interpreter did not start. */
  BOOT_FAILED: {
    blame: "pythonless",
    phase: "init",
    hint: "If assetsUrl is given, it must name a copy of the package's dist/assets. Otherwise this is a fault of pythonless or of its installation: reinstall it, and report it if that does not help.",
  },
  /** The library and its worker come from two versions of pythonless. */
  VERSION_MISMATCH: {
    blame: "pythonless",
    phase: "init",
    hint: "Two versions of pythonless are mixed: clear caches and reinstall.",
  },
  /** pythonless itself failed. */
  INTERNAL: { blame: "pythonless", phase: "invoke", hint: "This is a bug in pythonless; please report it." },
} as const satisfies Record<string, CatalogueEntry>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof CATALOGUE;

/** The description of a failed call, as it crosses from the worker to the host. */
export interface Failure {
  readonly code: ErrorCode;
  readonly errorType: string;
  readonly errorMessage: string;
  /** One entry a frame, the runtime's first (contract 3.4). Empty when Python had no say. */
  readonly stackTrace: readonly string[];
  /** In place of the catalogue's hint, when more is known. */
  readonly hint?: string;
  /** In place of the catalogue's phase. */
  readonly phase?: Phase;
  /** Of a call that had to be stopped. */
  readonly stoppedBy?: StoppedBy;
}

let construct: (failure: Failure, options?: ErrorOptions) => FunctionError;

/**
 * A call that failed. Only pythonless creates these errors.
 *
 * @example
 * try { await fn.invoke({}) } catch (error) {
 *   if (error instanceof FunctionError && error.code === "HANDLER_RAISED") console.log(error.errorType);
 * }
 */
export class FunctionError extends Error {
  override readonly name = "FunctionError";
  /** Names the kind of failure, for programs. */
  readonly code: ErrorCode;
  readonly blame: Blame;
  readonly phase: Phase;
  /** The class of the Python exception, without its module. */
  readonly errorType: string;
  /** `str()` of the Python exception. */
  readonly errorMessage: string;
  /** One string per frame, in the form of Python's `traceback`, the runtime's frame first. Of a stopped call: where it was. */
  readonly stackTrace: readonly string[];
  /** What to do, where there is more to say than the exception says. */
  readonly hint: string | undefined;
  /** How the call was stopped; `undefined` unless the code is `EXECUTION_TIMEOUT` or `ABORTED`. */
  readonly stoppedBy: StoppedBy | undefined;

  static {
    construct = (failure, options) => new FunctionError(failure, options);
  }

  private constructor(failure: Failure, options: ErrorOptions | undefined) {
    const entry: CatalogueEntry = CATALOGUE[failure.code];
    super(`${failure.errorType}: ${failure.errorMessage}${whereIn(failure.stackTrace)}`, options);
    this.code = failure.code;
    this.blame = entry.blame;
    this.phase = failure.phase ?? entry.phase;
    this.errorType = failure.errorType;
    this.errorMessage = failure.errorMessage;
    this.stackTrace = failure.stackTrace;
    this.hint = failure.hint ?? entry.hint;
    this.stoppedBy = failure.stoppedBy;
  }
}

/** The last line of the function's own code that was run, so that a test runner which prints the message alone shows it. */
function whereIn(stackTrace: readonly string[]): string {
  const frames = stackTrace.map((frame) => /File "\/function\/code\/(.+)", line (\d+), in (.+)/.exec(frame));
  const [, file, line, name] = frames.findLast((frame) => frame !== null) ?? [];
  return file === undefined ? "" : ` (${file}, line ${line}, in ${name})`;
}

/** Creates a FunctionError: its constructor is private, so that users cannot. */
export function functionError(failure: Failure, options?: ErrorOptions): FunctionError {
  return construct(failure, options);
}

/** Creates a FunctionError for a failure outside of Python, which has no stack trace. */
export function errorWithoutTrace(
  code: ErrorCode,
  errorType: string,
  errorMessage: string,
  options?: ErrorOptions,
): FunctionError {
  return construct({ code, errorType, errorMessage, stackTrace: [] }, options);
}

/**
 * pythonless was called wrongly: with an option or an event that can be checked before Python runs.
 *
 * @example
 * createFunction({ source, entrypoint, memoryMb: 100 }); // UsageError: memoryMb: expected a multiple of 128, …
 */
export class UsageError extends TypeError {
  override readonly name = "UsageError";
  constructor(
    /** `INVALID_OPTION` (createFunction) or `INVALID_EVENT` (a call, or a builder of `events`). */
    readonly code: "INVALID_OPTION" | "INVALID_EVENT",
    message: string,
  ) {
    super(message);
  }
}
