import type { FunctionOptions } from "../../../src/index.ts";
import { type Answer, crashed, done, notImported, numbered, raised, timedOut, unwritten } from "./answers.ts";

/** A fault, and what is to come of it. */
export interface Row {
  /** `<file>.<function>` of this folder. */
  readonly fault: string;
  readonly answer: Answer;
  /** Whether it recurses in C: the stack of a browser's worker may end first, and the instance with it. */
  readonly mayOverflow?: true;
  /** Whether it leaves its mark on the instance, which then nobody else is to use. */
  readonly isLasting?: true;
  /** Whether it is done when the code is imported. */
  readonly isAtImport?: true;
  readonly options?: Partial<FunctionOptions>;
}

const NO_STR = "<str() of the exception raised RuntimeError>";
const SHORT = { executionTimeoutMs: 400 };

/** The function may hurt its exception; it is told all the same, by its class and, if it has one, its message. */
const EXCEPTIONS: readonly Row[] = [
  { fault: "exceptions.str_raises", answer: raised("Hostile", NO_STR) },
  { fault: "exceptions.str_is_no_text", answer: raised("Hostile", NO_STR.replace("Runtime", "Type")) },
  { fault: "exceptions.str_exits", answer: raised("Hostile", NO_STR.replace("RuntimeError", "SystemExit")) },
  {
    fault: "exceptions.str_recurses",
    mayOverflow: true,
    answer: raised("Hostile", NO_STR.replace("Runtime", "Recursion")),
  },
  { fault: "exceptions.str_never_ends", answer: timedOut, options: SHORT },
  { fault: "exceptions.str_sleeps_for_ever", answer: timedOut, options: SHORT },
  { fault: "exceptions.str_is_a_subclass", answer: raised("Hostile", "words") },
  { fault: "exceptions.repr_raises", answer: raised("KeyError", NO_STR) },
  { fault: "exceptions.class_lies", answer: raised("Hostile", "words") },
  { fault: "exceptions.class_raises", answer: raised("Hostile", "words") },
  { fault: "exceptions.class_without_name", answer: raised("", "words") },
  { fault: "exceptions.metaclass_raises", answer: raised("Hostile", "words") },
  { fault: "exceptions.getattribute_raises", answer: raised("Hostile", "words") },
  { fault: "exceptions.traceback_raises", answer: raised("Hostile", "words") },
  { fault: "exceptions.notes_of_no_text", answer: raised("ValueError", "words") },
  { fault: "exceptions.notes_are_no_list", answer: raised("ValueError", "words") },
  { fault: "exceptions.cause_in_a_circle", answer: raised("ValueError", "words") },
  { fault: "exceptions.contexts_without_end", answer: raised("ValueError", "words") },
  { fault: "exceptions.group", answer: raised("ExceptionGroup", "words (1000 sub-exceptions)") },
  { fault: "exceptions.group_nested", answer: raised("ExceptionGroup", "words (1 sub-exception)") },
  // As any other exception that is no Exception: it would have ended the process.
  { fault: "exceptions.group_with_exit", answer: crashed("| SystemExit: 1") },
  { fault: "exceptions.long_message", answer: raised("ValueError", "x".repeat(10_000_000)) },
  { fault: "exceptions.surrogates", answer: raised("ValueError", "\ud800 \x00 \uffff") },
  { fault: "exceptions.stop_iteration", answer: raised("StopIteration", "") },
  {
    fault: "exceptions.stop_iteration_later",
    answer: raised("RuntimeError", "coroutine raised StopIteration"),
  },
  { fault: "exceptions.generator_exit", answer: crashed("GeneratorExit") },
  { fault: "exceptions.own_base_exception", answer: crashed("Hostile") },
  { fault: "exceptions.keyboard_interrupt", answer: crashed("KeyboardInterrupt") },
  { fault: "exceptions.memory_error", answer: raised("MemoryError", "words") },
  { fault: "exceptions.init_needs_arguments", answer: raised("TypeError", "'int' object is not iterable") },
  { fault: "exceptions.syntax_error_of_nonsense", answer: raised("SyntaxError") },
  { fault: "exceptions.import_error_of_nonsense", answer: raised("ImportError", "words") },
];

/** What Python cannot raise it writes to stderr, and goes on. Only what ends the process ends the call. */
const FINALIZERS: readonly Row[] = [
  { fault: "finalizers.del_raises", answer: done() },
  { fault: "finalizers.del_raises_in_result", answer: done(["done"]) },
  { fault: "finalizers.del_raises_in_error", answer: raised("Hostile", "words") },
  { fault: "finalizers.del_exits", answer: done() },
  { fault: "finalizers.del_ends_the_process", answer: crashed("Program terminated with exit(3)") },
  // On the way out of the call: it is the end of this one, not of the next.
  {
    fault: "finalizers.del_ends_the_process_after_the_call",
    answer: crashed("Program terminated with exit(3)"),
  },
  { fault: "finalizers.del_rises", isLasting: true, answer: done() },
  { fault: "finalizers.collector_finds_it", answer: done() },
  { fault: "finalizers.collector_calls_back", isLasting: true, answer: done() },
  { fault: "finalizers.collector_at_every_step", isLasting: true, answer: done() },
  { fault: "finalizers.generator_raises", answer: done() },
  { fault: "finalizers.generator_goes_on", answer: done() },
  { fault: "finalizers.async_generator_left_open", answer: done() },
  { fault: "finalizers.coroutine_never_awaited", answer: done() },
  { fault: "finalizers.coroutine_raises_when_closed", answer: done() },
  { fault: "finalizers.task_refuses_to_end", answer: done() },
  { fault: "finalizers.weakref_raises", answer: done() },
  { fault: "finalizers.atexit_raises", isLasting: true, answer: done() },
  { fault: "finalizers.atexit_runs_now", answer: crashed("Program terminated with exit(3)") },
  { fault: "finalizers.unraisable_hook_raises", isLasting: true, answer: done() },
  { fault: "finalizers.unraisable_hook_is_gone", isLasting: true, answer: done() },
  // Nothing is uncaught here: the runtime catches what a handler raises.
  { fault: "finalizers.exception_hook_raises", isLasting: true, answer: raised("ValueError", "words") },
];

/** A result needs no stream. What is written to one that is closed fails as it does in Python. */
const STREAMS: readonly Row[] = [
  { fault: "streams.close_stdout", isLasting: true, answer: done() },
  { fault: "streams.close_stderr", isLasting: true, answer: done() },
  { fault: "streams.close_both_and_raise", isLasting: true, answer: raised("ValueError", "words") },
  {
    fault: "streams.close_descriptors",
    isLasting: true,
    answer: raised("OSError", numbered("Bad file descriptor")),
  },
  { fault: "streams.close_all_descriptors", isLasting: true, answer: done() },
  { fault: "streams.streams_are_none", isLasting: true, answer: done() },
  { fault: "streams.streams_are_gone", isLasting: true, answer: done() },
  { fault: "streams.flush_raises", isLasting: true, answer: done() },
  { fault: "streams.flush_never_ends", answer: timedOut, options: SHORT },
  { fault: "streams.write_raises", isLasting: true, answer: raised("RuntimeError", "no") },
  { fault: "streams.no_utf8", answer: done() },
  { fault: "streams.half_a_character", answer: done() },
  { fault: "streams.more_than_the_log_holds", answer: done() },
  { fault: "streams.handler_raises", answer: raised("RuntimeError", "no") },
  { fault: "streams.handler_raises_and_is_handled", answer: done() },
  { fault: "streams.handler_logs", mayOverflow: true, answer: raised("RecursionError") },
  { fault: "streams.arguments_do_not_fit", answer: done() },
  { fault: "streams.argument_raises", answer: done() },
  { fault: "streams.formatter_raises", isLasting: true, answer: done() },
  { fault: "streams.factory_raises", isLasting: true, answer: raised("RuntimeError", "no") },
  { fault: "streams.logging_is_shut_down", isLasting: true, answer: done() },
];

/** Wherever it strikes, in the handler or on the way out. */
const PROFILED: Answer = {
  outcome: "error",
  error: { blame: "function", errorType: "RuntimeError", errorMessage: "profiled" },
};

/** What a function patches is seen by the function. Events, results and errors cross all the same. */
const MODULES: readonly Row[] = [
  { fault: "modules.modules_are_cleared", isLasting: true, answer: done() },
  { fault: "modules.modules_are_cleared", isAtImport: true, answer: notImported("KeyError", "'main'") },
  {
    fault: "modules.modules_are_cleared_and_it_raises",
    isLasting: true,
    answer: raised("ValueError", "words"),
  },
  { fault: "modules.modules_are_none", isLasting: true, answer: done() },
  { fault: "modules.modules_are_gone", isLasting: true, answer: done() },
  { fault: "modules.import_system_is_gone", isLasting: true, answer: done() },
  { fault: "modules.import_raises", isLasting: true, answer: raised("ValueError", "words") },
  { fault: "modules.json_functions", isLasting: true, answer: done({ done: [1.5, null] }) },
  { fault: "modules.json_functions", isAtImport: true, answer: done("alive") },
  { fault: "modules.json_encoder", isLasting: true, answer: done(["done"]) },
  { fault: "modules.json_encoder_and_it_raises", isLasting: true, answer: raised("ValueError", "words") },
  { fault: "modules.json_decoder", isLasting: true, answer: done() },
  { fault: "modules.json_in_pure_python", isLasting: true, answer: done({ done: 1 }) },
  { fault: "modules.json_default", isLasting: true, answer: done({ done: "1j" }) },
  { fault: "modules.builtins_raise", isLasting: true, answer: done(5) },
  {
    fault: "modules.builtins_raise_and_so_does_it",
    isLasting: true,
    answer: raised("ValueError", "words"),
  },
  { fault: "modules.builtins_are_gone", isLasting: true, answer: done(5) },
  { fault: "modules.exceptions_are_gone", isLasting: true, answer: done() },
  { fault: "modules.open_raises", isLasting: true, answer: raised("ValueError", "words") },
  { fault: "modules.print_raises", isLasting: true, answer: done() },
  { fault: "modules.inspect_is_patched", isLasting: true, answer: done() },
  { fault: "modules.asyncio_is_patched", isLasting: true, answer: done() },
  { fault: "modules.asyncio_events_are_patched", isLasting: true, answer: done() },
  { fault: "modules.asyncio_tasks_are_patched", isLasting: true, answer: done() },
  { fault: "modules.loop_is_patched", isLasting: true, answer: done() },
  { fault: "modules.loop_is_stopped", isLasting: true, answer: done() },
  { fault: "modules.loop_is_closed", isLasting: true, answer: done() },
  { fault: "modules.time_is_patched", isLasting: true, answer: done() },
  { fault: "modules.time_is_patched", isAtImport: true, answer: done("alive") },
  // As freezegun has it: what sleeps must come to its end.
  { fault: "modules.time_stands_still", isLasting: true, answer: done() },
  { fault: "modules.traceback_is_patched", isLasting: true, answer: raised("ValueError", "words") },
  { fault: "modules.linecache_is_patched", isLasting: true, answer: raised("ValueError", "words") },
  { fault: "modules.functools_and_contextvars", isLasting: true, answer: done() },
  { fault: "modules.os_is_patched", isLasting: true, answer: done() },
  { fault: "modules.signals_are_ignored", isLasting: true, answer: done() },
  { fault: "modules.interrupt_is_ignored", isLasting: true, answer: timedOut, options: SHORT },
  { fault: "modules.warnings_are_errors", isLasting: true, answer: done() },
  // What it has set up is called when it returns: its own fault, told as such.
  { fault: "modules.trace_raises", isLasting: true, answer: raised("RuntimeError", "patched") },
  { fault: "modules.profile_raises", isLasting: true, answer: raised("RuntimeError", "patched") },
  { fault: "modules.profile_raises_on_the_way_out", isLasting: true, answer: PROFILED },
  { fault: "modules.files_are_gone", isLasting: true, answer: done() },
  { fault: "modules.files_are_gone_and_it_raises", isLasting: true, answer: raised("ValueError", "words") },
  { fault: "modules.environment_is_cleared", isLasting: true, answer: done() },
  { fault: "modules.runtime_is_patched", isLasting: true, answer: done() },
  { fault: "modules.bootstrap_is_patched", isLasting: true, answer: crashed("TypeError") },
];

const RECURSION: readonly Row[] = [
  { fault: "recursion.of_calls", answer: raised("RecursionError", "maximum recursion depth exceeded") },
  { fault: "recursion.of_large_frames", answer: raised("MemoryError", "") },
  {
    fault: "recursion.of_getattr",
    mayOverflow: true,
    answer: raised("RecursionError", "maximum recursion depth exceeded"),
  },
  { fault: "recursion.of_json", answer: done(1), mayOverflow: true },
  {
    fault: "recursion.of_pickle",
    answer: raised("RecursionError", "Stack overflow (used 10216 kB) while pickling an object"),
    mayOverflow: true,
  },
  {
    fault: "recursion.of_calls_in_c",
    answer: raised("RecursionError", "Stack overflow (used 10216 kB) while calling a Python object"),
    mayOverflow: true,
  },
  { fault: "recursion.of_the_compiler", mayOverflow: true, answer: raised("SyntaxError") },
  { fault: "recursion.of_the_syntax_tree", mayOverflow: true, answer: raised("RecursionError") },
  {
    fault: "recursion.of_the_result",
    answer: unwritten("RecursionError", "Stack overflow (used 10216 kB) while encoding a JSON object"),
    mayOverflow: true,
  },
  { fault: "recursion.of_destructors", mayOverflow: true, answer: done() },
  { fault: "recursion.limit_is_reached_after_the_call", mayOverflow: true, isLasting: true, answer: done() },
];

/** At 128 MB of memory and 512 MB of files, unless it says otherwise. */
const MEMORY: readonly Row[] = [
  { fault: "memory.bytes_at_once", answer: raised("MemoryError", "") },
  { fault: "memory.text_at_once", answer: raised("MemoryError", "") },
  { fault: "memory.list_grows", answer: raised("MemoryError", "") },
  { fault: "memory.list_grows_and_is_kept", isLasting: true, answer: raised("MemoryError", "") },
  { fault: "memory.list_grows_and_is_kept", isAtImport: true, answer: notImported("MemoryError", "") },
  { fault: "memory.list_of_numbers_grows", answer: raised("MemoryError", "") },
  // Not even the error can be told of any more.
  { fault: "memory.small_objects_are_kept", answer: crashed("MemoryError") },
  { fault: "memory.dict_grows", answer: raised("MemoryError", "") },
  { fault: "memory.integer_grows", answer: raised("MemoryError", "") },
  {
    fault: "memory.ends_in_str",
    answer: raised("Hostile", "<str() of the exception raised MemoryError>"),
  },
  { fault: "memory.ends_in_the_result", answer: unwritten("MemoryError", "") },
  { fault: "memory.ends_in_del", answer: done() },
  { fault: "memory.descriptors_end", isLasting: true, answer: raised("OSError") },
  {
    fault: "memory.folders_without_end",
    answer: raised("OSError"),
    options: { limits: { temporaryFilesBytes: 4 << 20 } },
  },
  {
    fault: "memory.one_file_without_end",
    isLasting: true,
    answer: raised("OSError", numbered("No space left on device")),
  },
  {
    fault: "memory.one_file_with_a_hole",
    isLasting: true,
    answer: raised("OSError", numbered("No space left on device")),
  },
  {
    fault: "memory.one_file_at_once",
    isLasting: true,
    answer: raised("OSError", numbered("No space left on device")),
  },
  { fault: "memory.reads_beyond_it", answer: crashed("memory access out of bounds") },
  { fault: "memory.writes_over_it", answer: crashed("memory access out of bounds") },
  { fault: "memory.fatal_error", answer: crashed("The interpreter ended") },
];

const PROCESSES: readonly Row[] = [
  { fault: "processes.exits", answer: crashed("SystemExit: 3") },
  { fault: "processes.exits", isAtImport: true, answer: crashed("SystemExit: 3") },
  { fault: "processes.exits_with_words", answer: crashed("SystemExit: words") },
  { fault: "processes.exits_at_once", answer: crashed("Program terminated with exit(3)") },
  { fault: "processes.exits_at_once", isAtImport: true, answer: crashed("Program terminated with exit(3)") },
  { fault: "processes.exits_without_an_error", answer: crashed("Program terminated with exit(0)") },
  { fault: "processes.aborts", answer: crashed("The interpreter ended") },
  { fault: "processes.exits_in_finally", answer: crashed("SystemExit: 3") },
  { fault: "processes.exits_in_except", answer: crashed("SystemExit: 3") },
  { fault: "processes.exits_later", answer: crashed("SystemExit: 3") },
  { fault: "processes.exits_in_a_task", answer: crashed("SystemExit: 3") },
  { fault: "processes.exits_in_a_callback", answer: crashed("SystemExit: 3") },
  { fault: "processes.exits_in_a_task_group", answer: crashed("SystemExit: 3") },
  { fault: "processes.ends_in_a_callback", answer: crashed("Program terminated with exit(3)") },
  { fault: "processes.raises_in_a_callback", answer: done() },
  { fault: "processes.raises_in_a_task", answer: done() },
  {
    fault: "processes.task_group_fails",
    answer: raised("ExceptionGroup", "unhandled errors in a TaskGroup (3 sub-exceptions)"),
  },
  { fault: "processes.cancels_itself", answer: raised("CancelledError", "") },
  { fault: "processes.waits_for_itself", answer: raised("RuntimeError") },
  { fault: "processes.waits_for_what_never_comes", answer: timedOut, options: SHORT },
  { fault: "processes.returns_a_future_of_another_loop", answer: raised("RuntimeError") },
  { fault: "processes.kills_itself", answer: crashed("Program terminated with exit(137)") },
  { fault: "processes.terminates_itself", answer: crashed("Program terminated with exit(143)") },
  { fault: "processes.interrupts_itself", answer: crashed("KeyboardInterrupt") },
  { fault: "processes.segmentation_fault", answer: crashed("The interpreter ended") },
  { fault: "processes.forks", answer: raised("OSError") },
  { fault: "processes.spawns", answer: raised("OSError") },
  { fault: "processes.runs_a_shell", answer: raised("OSError") },
  { fault: "processes.replaces_itself", answer: raised("OSError") },
  { fault: "processes.starts_a_thread", answer: raised("RuntimeError") },
  { fault: "processes.starts_a_raw_thread", answer: raised("RuntimeError") },
  { fault: "processes.starts_a_pool", answer: raised("RuntimeError") },
  { fault: "processes.starts_a_pool_of_processes", answer: raised("NotImplementedError") },
  { fault: "processes.starts_a_process", answer: raised("ModuleNotFoundError") },
  { fault: "processes.waits_for_a_lock", answer: timedOut, options: SHORT },
  { fault: "processes.reads_from_nobody", answer: raised("EOFError") },
  // Since 3.14 the end of its input ends the process.
  { fault: "processes.breaks", answer: crashed("SystemExit: 1") },
  { fault: "processes.starts_a_watchdog", answer: raised("RuntimeError") },
];

export const ROWS: readonly Row[] = [
  ...EXCEPTIONS,
  ...FINALIZERS,
  ...STREAMS,
  ...MODULES,
  ...RECURSION,
  ...MEMORY,
  ...PROCESSES,
];
